package io.tweetsentiment.standalone.bench.broken.kinds;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Objects in the folder where the sink writes {@code tweets.merged}. */
final class ObjectKinds {

  private ObjectKinds() {}

  static List<Kind> list() {
    Kinds kinds = new Kinds(EntryPoint.OBJECT);
    objects(kinds);
    rows(kinds);
    return kinds.toList();
  }

  private static void objects(Kinds kinds) {
    object(kinds, "empty", s -> new byte[0]);
    object(kinds, "noise", s -> s.garbage(3_000));
    object(kinds, "text", s -> "not Parquet".getBytes(UTF_8));
    object(kinds, "Parquet's first bytes alone", s -> "PAR1".getBytes(US_ASCII));
    object(kinds, "Parquet cut in the middle", s -> cut(good(s), 2));
    object(kinds, "Parquet without its last byte", s -> cut(good(s), 1));
    object(kinds, "Parquet with another length of its footer", ObjectKinds::brokenLength);
    object(kinds, "Parquet with a broken footer", ObjectKinds::brokenFooter);
    object(kinds, "Parquet of other columns", s -> MergedRows.other(s.id()));
    object(kinds, "Parquet without tweet_id", s -> MergedRows.without(s, "tweet_id"));
    object(kinds, "Parquet without created_at", s -> MergedRows.without(s, "created_at"));
    object(
        kinds,
        "Parquet with tweet_id a number",
        s -> MergedRows.typed(s, "tweet_id", Schema.Type.LONG));
    object(
        kinds, "Parquet with text as bytes", s -> MergedRows.typed(s, "text", Schema.Type.BYTES));
    kinds.either("object: Parquet of a later schema", s -> named(s, MergedRows.later(s)));
  }

  private static void rows(Kinds kinds) {
    row(kinds, "topic null", r -> r.put("topic", null));
    row(kinds, "topic of 2,000 letters", r -> r.put("topic", "m".repeat(2_000)));
    row(kinds, "created_at null", r -> r.put("created_at", null));
    row(kinds, "greatest created_at", r -> r.put("created_at", Long.MAX_VALUE));
    row(kinds, "ingested_at null", r -> r.put("ingested_at", null));
    row(kinds, "score above 10", r -> r.put("positive", 12.5));
    row(kinds, "score NaN", r -> r.put("negative", Double.NaN));
    row(kinds, "score infinite", r -> r.put("mixed", Double.NEGATIVE_INFINITY));
    row(kinds, "language of 300 letters", r -> r.put("lang", "e".repeat(300)));
    row(kinds, "text of 70,000 letters", r -> r.put("text", "tea ".repeat(17_500)));
    row(kinds, "name of 5,000 letters", r -> r.put("name", "n".repeat(5_000)));
    row(kinds, "unknown label", r -> r.put("label", "EXTREMELY_POSITIVE_OR_SO"));
  }

  private static void object(Kinds kinds, String name, Bytes bytes) {
    kinds.add("object: " + name, Proof.REJECTED, 4, sample -> named(sample, bytes.of(sample)));
  }

  /** The row is invalid: it may be refused, or shortened by the rule for its column. */
  private static void row(Kinds kinds, String name, Consumer<GenericRecord> change) {
    kinds.add(
        "object: row with " + name,
        Proof.EITHER,
        4,
        sample -> named(sample, MergedRows.changed(sample, change)));
  }

  /** The marker takes the place of the day in the name, because an object may be unreadable. */
  private static Draft named(SampleTweet sample, byte[] bytes) {
    String key =
        String.format(
            "dt=%s/tweets.merged+0+9%s.snappy.parquet", sample.id(), sample.id().substring(7));
    return Draft.of(bytes).withKey(key);
  }

  private static byte[] good(SampleTweet sample) {
    return MergedRows.changed(sample, row -> {});
  }

  private static byte[] cut(byte[] bytes, int parts) {
    return Arrays.copyOf(bytes, parts == 1 ? bytes.length - 1 : bytes.length / parts);
  }

  private static byte[] brokenLength(SampleTweet sample) {
    byte[] bytes = good(sample);
    bytes[bytes.length - 6] = 0x7f;
    return bytes;
  }

  private static byte[] brokenFooter(SampleTweet sample) {
    byte[] bytes = good(sample);
    Arrays.fill(bytes, bytes.length - 60, bytes.length - 8, (byte) 0xee);
    return bytes;
  }

  /** Creates the bytes of an object. */
  @FunctionalInterface
  private interface Bytes {
    byte[] of(SampleTweet sample);
  }
}
