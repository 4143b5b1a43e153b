package io.tweetsentiment.sentiment.local.model;

import io.tweetsentiment.sentiment.local.text.Lexicon;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The file format of a {@link SentimentModel}: magic number, format, version of the model, its
 * parts, and a CRC-32C of everything before it. Big-endian.
 */
public final class ModelFile {

  private static final int MAGIC = 0x5457534d;
  private static final int FORMAT = 1;
  private static final String BUNDLED = "tweets.model";

  private ModelFile() {}

  /** Reads the model in the jar. */
  public static SentimentModel bundled() {
    try (InputStream in = ModelFile.class.getResourceAsStream(BUNDLED)) {
      return read(in.readAllBytes(), "the bundled model");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the bundled model", e);
    }
  }

  /**
   * Reads a model from a file.
   *
   * @throws IllegalArgumentException when the file cannot be read or is not a valid model
   */
  public static SentimentModel load(Path file) {
    try {
      return read(Files.readAllBytes(file), "the model file " + file);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the model file " + file + ": " + e, e);
    }
  }

  /**
   * Reads a model.
   *
   * @param name name of the source in messages
   * @throws IllegalArgumentException when the bytes are not a valid model of this format
   */
  public static SentimentModel read(byte[] bytes, String name) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < 16 || buffer.getInt(0) != MAGIC) {
      throw new IllegalArgumentException(
          name + " is not a sentiment model. Train one with `model train`.");
    }
    if (buffer.getInt(4) != FORMAT) {
      throw new IllegalArgumentException(
          name
              + " has format "
              + buffer.getInt(4)
              + ", but this program reads format "
              + FORMAT
              + ". Train it again with this program.");
    }
    int end = bytes.length - Integer.BYTES;
    if (buffer.getInt(end) != checksum(bytes, end)) {
      throw new IllegalArgumentException(
          name + " is damaged: its checksum does not match. Copy or train it again.");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 8, end - 8))) {
      return new SentimentModel(
          in.readUTF(), lexicon(in), linear(in), gate(in), nets(in), in.readDouble());
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(name + " is damaged: " + e, e);
    }
  }

  /** The bytes of a model; equal models have equal bytes. */
  public static byte[] write(SentimentModel model) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(FORMAT);
      out.writeUTF(model.version());
      Lexicon lexicon = model.lexicon();
      longs(out, lexicon.hashes());
      out.write(lexicon.firstColumn());
      out.write(lexicon.secondColumn());
      out.writeInt(model.linear().bits());
      longs(out, model.linear().table());
      floats(out, model.linear().scales());
      for (float[] dense : model.linear().dense()) {
        floats(out, dense);
      }
      for (double weight : model.gate().weights()) {
        out.writeDouble(weight);
      }
      out.writeDouble(model.gate().share());
      out.writeInt(model.nets().size());
      for (TrainedNet net : model.nets()) {
        net(out, net);
      }
      out.writeDouble(model.linearShare());
      out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static int checksum(byte[] bytes, int end) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, end);
    return (int) crc.getValue();
  }

  private static Lexicon lexicon(DataInputStream in) throws IOException {
    long[] hashes = longs(in);
    byte[] first = in.readNBytes(hashes.length);
    return new Lexicon(hashes, first, in.readNBytes(hashes.length));
  }

  private static LinearModel linear(DataInputStream in) throws IOException {
    int bits = in.readInt();
    long[] table = longs(in);
    float[] scales = floats(in);
    float[][] dense = new float[LinearModel.OUTPUTS][];
    for (int lane = 0; lane < dense.length; lane++) {
      dense[lane] = floats(in);
    }
    return new LinearModel(bits, table, scales, dense);
  }

  private static MixedGate gate(DataInputStream in) throws IOException {
    double[] weights = new double[MixedGate.SIZE + 1];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = in.readDouble();
    }
    return new MixedGate(weights, in.readDouble());
  }

  private static void net(DataOutputStream out, TrainedNet net) throws IOException {
    out.writeInt(net.dim());
    out.writeInt(net.filters());
    out.writeInt(net.words().bits());
    out.writeInt(net.chars().bits());
    embeddings(out, net.words());
    embeddings(out, net.chars());
    for (float[][] channels : net.conv()) {
      out.writeInt(channels.length * channels[0].length);
      for (float[] weights : channels) {
        values(out, weights);
      }
    }
    floats(out, net.bias());
    floats(out, net.head());
  }

  private static List<TrainedNet> nets(DataInputStream in) throws IOException {
    List<TrainedNet> nets = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      nets.add(net(in));
    }
    return nets;
  }

  private static TrainedNet net(DataInputStream in) throws IOException {
    int dim = in.readInt();
    int filters = in.readInt();
    int wordBits = in.readInt();
    int charBits = in.readInt();
    Embeddings words = embeddings(in, dim, wordBits);
    Embeddings chars = embeddings(in, dim, charBits);
    float[][][] conv = new float[3][dim + TokenFeatures.EXTRA][];
    for (float[][] channels : conv) {
      float[] weights = floats(in);
      int width = weights.length / channels.length;
      for (int k = 0; k < channels.length; k++) {
        channels[k] = Arrays.copyOfRange(weights, k * width, (k + 1) * width);
      }
    }
    return new TrainedNet(filters, words, chars, conv, floats(in), floats(in));
  }

  private static void embeddings(DataOutputStream out, Embeddings embeddings) throws IOException {
    out.writeFloat(embeddings.scale());
    out.write(embeddings.steps());
  }

  private static Embeddings embeddings(DataInputStream in, int dim, int bits) throws IOException {
    float scale = in.readFloat();
    return new Embeddings(dim, bits, in.readNBytes(dim << bits), scale);
  }

  private static void longs(DataOutputStream out, long[] values) throws IOException {
    out.writeInt(values.length);
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
    bytes.asLongBuffer().put(LongBuffer.wrap(values));
    out.write(bytes.array());
  }

  private static long[] longs(DataInputStream in) throws IOException {
    long[] values = new long[in.readInt()];
    ByteBuffer.wrap(in.readNBytes(values.length * Long.BYTES)).asLongBuffer().get(values);
    return values;
  }

  private static void floats(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    values(out, values);
  }

  private static void values(DataOutputStream out, float[] values) throws IOException {
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] floats(DataInputStream in) throws IOException {
    float[] values = new float[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }
}
