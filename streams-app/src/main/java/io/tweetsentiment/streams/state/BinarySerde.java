package io.tweetsentiment.streams.state;

import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A compact serde for stores and internal topics: a format byte, then the fields in order.
 *
 * @param <T> type of the values
 */
final class BinarySerde<T> implements Serde<T> {

  private static final byte FORMAT = 2;
  private static final int TYPICAL_SIZE = 512;

  private final Write<T> write;
  private final Read<T> read;

  BinarySerde(Write<T> write, Read<T> read) {
    this.write = write;
    this.read = read;
  }

  /** Writes the fields of a value. */
  @FunctionalInterface
  interface Write<T> {
    void write(T value, DataOutput out) throws IOException;
  }

  /** Reads what {@link Write} wrote. */
  @FunctionalInterface
  interface Read<T> {
    T read(DataInput in) throws IOException;
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> value == null ? null : bytes(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> bytes == null ? null : value(bytes);
  }

  private byte[] bytes(T value) {
    Buffer buffer = new Buffer();
    try (DataOutputStream out = new DataOutputStream(buffer)) {
      out.writeByte(FORMAT);
      write.write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.written();
  }

  private T value(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalStateException(
            "a state store has format "
                + format
                + ", but this version reads format "
                + FORMAT
                + "; use a new application.id or the version that wrote the store");
      }
      return read.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A growing array, without the lock that {@code ByteArrayOutputStream} takes for each byte. */
  private static final class Buffer extends OutputStream {

    private byte[] bytes = new byte[TYPICAL_SIZE];
    private int size;

    @Override
    public void write(int value) {
      makeRoom(1);
      bytes[size] = (byte) value;
      size++;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      makeRoom(length);
      System.arraycopy(source, offset, bytes, size, length);
      size += length;
    }

    private void makeRoom(int length) {
      if (bytes.length - size < length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, length)));
      }
    }

    private byte[] written() {
      return Arrays.copyOf(bytes, size);
    }
  }
}
