package io.tweetsentiment.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.schemas.rules.Label;
import io.tweetsentiment.schemas.rules.Totals;
import io.tweetsentiment.schemas.rules.TweetVersion;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes and reads the fields of binary values. */
final class BinaryFields {

  private static final int HASH_BYTES = 16;

  /** A label is stored as its index in this list, so add new labels at the end. */
  private static final List<Label> LABELS =
      List.of(Label.POSITIVE, Label.NEGATIVE, Label.NEUTRAL, Label.MIXED, Label.UNSCORED);

  private BinaryFields() {}

  static void text(String text, DataOutput out) throws IOException {
    bytes(text.getBytes(UTF_8), out);
  }

  static String text(DataInput in) throws IOException {
    return new String(bytes(in), UTF_8);
  }

  static void bytes(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] bytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  /** 32 hexadecimal digits as 16 bytes. */
  static void hash(String hash, DataOutput out) throws IOException {
    out.write(HexFormat.of().parseHex(hash));
  }

  static String hash(DataInput in) throws IOException {
    byte[] bytes = new byte[HASH_BYTES];
    in.readFully(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** A hash that another program wrote, which may be any text. */
  static void foreignHash(String hash, DataOutput out) throws IOException {
    boolean isHash = isHash(hash);
    out.writeBoolean(isHash);
    if (isHash) {
      hash(hash, out);
    } else {
      text(hash, out);
    }
  }

  static String foreignHash(DataInput in) throws IOException {
    return in.readBoolean() ? hash(in) : text(in);
  }

  /** Whether a text is 32 lower-case hexadecimal digits. */
  private static boolean isHash(String text) {
    if (text.length() != 2 * HASH_BYTES) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  static <T> void list(List<T> elements, BinarySerde.Write<T> write, DataOutput out)
      throws IOException {
    out.writeInt(elements.size());
    for (T element : elements) {
      write.write(element, out);
    }
  }

  static <T> List<T> list(DataInput in, BinarySerde.Read<T> read) throws IOException {
    int size = in.readInt();
    List<T> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      elements.add(read.read(in));
    }
    return elements;
  }

  static void version(TweetVersion version, DataOutput out) throws IOException {
    out.writeBoolean(version.deleted());
    out.writeInt(version.editVersion());
    out.writeLong(version.ingestedAt());
    hash(version.contentHash(), out);
  }

  static TweetVersion version(DataInput in) throws IOException {
    return new TweetVersion(in.readBoolean(), in.readInt(), in.readLong(), hash(in));
  }

  static void contribution(Contribution contribution, DataOutput out) throws IOException {
    out.writeByte(LABELS.indexOf(contribution.label()));
    out.writeShort(contribution.positive());
    out.writeShort(contribution.negative());
    out.writeShort(contribution.neutral());
    out.writeShort(contribution.mixed());
  }

  static Contribution contribution(DataInput in) throws IOException {
    return new Contribution(
        LABELS.get(in.readByte()), in.readShort(), in.readShort(), in.readShort(), in.readShort());
  }

  static void totals(Totals totals, DataOutput out) throws IOException {
    out.writeLong(totals.positives());
    out.writeLong(totals.negatives());
    out.writeLong(totals.neutrals());
    out.writeLong(totals.mixeds());
    out.writeLong(totals.unscored());
    out.writeLong(totals.sumPositive());
    out.writeLong(totals.sumNegative());
    out.writeLong(totals.sumNeutral());
    out.writeLong(totals.sumMixed());
  }

  static Totals totals(DataInput in) throws IOException {
    return new Totals(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }
}
