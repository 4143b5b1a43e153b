package io.tweetsentiment.sql.staging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.bucket.Spool;
import io.tweetsentiment.sql.rows.Reject;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The rejects of a batch. The first ones are in memory and the others in a file, because every row
 * of a large object may be a reject.
 *
 * <p>Threading: used by one thread.
 */
public final class RejectLog implements AutoCloseable {

  /** Receives the rejects, in the order in which they were added. */
  public interface Taker {
    void take(SinkObject object, Reject reject) throws SQLException;
  }

  private record Entry(SinkObject object, Reject reject) {}

  private static final int IN_MEMORY = 2_000;

  private final Spool spool;
  private final List<Entry> first = new ArrayList<>();
  private final List<SinkObject> objects = new ArrayList<>();
  private Spool.SpoolFile file;
  private DataOutputStream out;
  private long spooled;

  RejectLog(Spool spool) {
    this.spool = spool;
  }

  void add(SinkObject object, Reject reject) {
    if (first.size() < IN_MEMORY) {
      first.add(new Entry(object, reject));
      return;
    }
    try {
      if (file == null) {
        file = spool.newFile();
        out = new DataOutputStream(new BufferedOutputStream(file.output()));
      }
      if (objects.isEmpty() || !objects.get(objects.size() - 1).equals(object)) {
        objects.add(object);
      }
      out.writeInt(objects.size() - 1);
      write(reject.row());
      write(reject.partition());
      write(reject.offset());
      write(reject.topic());
      write(reject.rowKey());
      write(reject.column());
      write(reject.value());
      write(reject.reason());
      spooled++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Number of rejects. */
  public long size() {
    return first.size() + spooled;
  }

  /** Delivers all rejects. */
  public void forEach(Taker taker) throws SQLException {
    for (Entry entry : first) {
      taker.take(entry.object(), entry.reject());
    }
    if (file == null) {
      return;
    }
    try {
      out.flush();
      DataInputStream in = new DataInputStream(new BufferedInputStream(file.stream(0)));
      for (long i = 0; i < spooled; i++) {
        SinkObject object = objects.get(in.readInt());
        taker.take(
            object,
            new Reject(
                number(in),
                number(in),
                number(in),
                text(in),
                text(in),
                text(in),
                text(in),
                text(in)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(OptionalLong number) throws IOException {
    out.writeBoolean(number.isPresent());
    out.writeLong(number.orElse(0));
  }

  private static OptionalLong number(DataInputStream in) throws IOException {
    boolean isPresent = in.readBoolean();
    long number = in.readLong();
    return isPresent ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /** Any text: {@code writeUTF} takes no more than 65,535 bytes. */
  private void write(String text) throws IOException {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(UTF_8);
    out.writeInt(text == null ? -1 : bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : new String(in.readNBytes(length), UTF_8);
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
