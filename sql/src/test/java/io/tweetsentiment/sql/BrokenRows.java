package io.tweetsentiment.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/** Rows of twelve kinds that a warehouse refuses, in a schema that holds them, among good ones. */
final class BrokenRows {

  /**
   * A kind of broken rows.
   *
   * @param reason part of the reason that the loader states
   */
  record Kind(String column, Object value, String reason) {}

  static final List<Kind> KINDS =
      List.of(
          new Kind("tweet_id", null, "is null"),
          new Kind("created_at", null, "is null"),
          new Kind("text", "€".repeat(21_846), "65538 bytes"),
          new Kind("tweet_id", "t".repeat(513), "513 bytes"),
          new Kind("topic", "to\0pic", "U+0000"),
          new Kind("name", new Utf8(new byte[] {'a', (byte) 0xC3}), "not UTF-8"),
          new Kind(
              "location", new Utf8(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}), "UTF-8"),
          new Kind("created_at", Long.MIN_VALUE, "outside the years"),
          new Kind("scored_at", 253_402_300_800_000L, "outside the years"),
          new Kind("positive", 1.00001, "not between"),
          new Kind("mixed", Double.NaN, "not between"),
          new Kind("edit_version", -1, "not between"));

  static final Schema SCHEMA = nullable();

  private BrokenRows() {}

  /** Rows of which {@code broken}, spread evenly, are broken, each kind in turn. */
  static Stream<GenericRecord> among(int all, int broken) {
    int every = all / broken;
    return IntStream.range(0, all)
        .mapToObj(
            i -> {
              GenericRecord good = SinkRows.tweet("t" + i, i);
              GenericRecord row = new GenericData.Record(SCHEMA);
              SCHEMA.getFields().forEach(field -> row.put(field.name(), good.get(field.name())));
              if (isBroken(i, every, broken)) {
                Kind kind = kind(i / every);
                row.put(kind.column(), kind.value());
              }
              return row;
            });
  }

  static boolean isBroken(int row, int every, int broken) {
    return row % every == 0 && row / every < broken;
  }

  static Kind kind(int number) {
    return KINDS.get(number % KINDS.size());
  }

  /** The rejects of {@link #among}, as row number and column. */
  static List<String> expected(int all, int broken) {
    int every = all / broken;
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < broken; i++) {
      expected.add((i * every + 1) + "|" + kind(i).column());
    }
    return expected;
  }

  private static Schema nullable() {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : SinkRows.TWEETS.getFields()) {
      Schema type =
          field.schema().isUnion()
              ? field.schema().getTypes().stream()
                  .filter(branch -> branch.getType() != Schema.Type.NULL)
                  .findFirst()
                  .orElseThrow()
              : field.schema();
      if (type.getType() == Schema.Type.STRING) {
        // Without the mark that a text is a Java String, its bytes may be any.
        type = Schema.create(Schema.Type.STRING);
      }
      fields.add(
          new Schema.Field(
              field.name(), Schema.createUnion(Schema.create(Schema.Type.NULL), type), null, null));
    }
    return Schema.createRecord("Foreign", null, "other", false, fields);
  }

  static String key(int partition) {
    return String.format("topics/tweets.merged/d/tweets.merged+%d+0000000000.parquet", partition);
  }
}
