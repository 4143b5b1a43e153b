package io.tweetsentiment.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.assertj.core.api.AbstractLongAssert;

/**
 * Whatever values the rows of an object have, the database never refuses the batch: its staging
 * table checks the widths of Redshift, and each row is either loaded or recorded.
 */
final class AnyValueTest {

  private record Change(String column, Object value) {}

  private static final TestingPostgres POSTGRES = TestingPostgres.newDatabase();

  @Provide
  Arbitrary<List<Change>> changes() {
    List<Arbitrary<Change>> each = new ArrayList<>();
    for (Schema.Field field : BrokenRows.SCHEMA.getFields()) {
      each.add(
          values(field.schema().getTypes().get(1).getType())
              .injectNull(0.05)
              .map(value -> new Change(field.name(), value)));
    }
    return Arbitraries.of(each).flatMap(any -> any).list().ofMinSize(50).ofMaxSize(200);
  }

  private static Arbitrary<Object> values(Schema.Type type) {
    return switch (type) {
      case STRING ->
          Arbitraries.oneOf(
              Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(Utf8::new),
              Arbitraries.strings().ofMaxLength(40).map(Utf8::new),
              Arbitraries.of("a", "é", "€", "😀", "\0", "\\", "\n")
                  .flatMap(
                      text ->
                          Arbitraries.of(4, 15, 16, 127, 255, 256, 511, 512, 1_024, 21_845, 65_536)
                              .map(times -> new Utf8(text.repeat(times)))));
      case BOOLEAN -> Arbitraries.of(true, false).map(Object.class::cast);
      case INT -> Arbitraries.integers().map(Object.class::cast);
      case LONG -> Arbitraries.longs().map(Object.class::cast);
      case DOUBLE ->
          Arbitraries.oneOf(
                  Arbitraries.doubles(),
                  Arbitraries.doubles().between(-0.01, 1.01),
                  Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE))
              .map(Object.class::cast);
      default -> throw new IllegalStateException("no column is of type " + type);
    };
  }

  /** Texts as JSON escapes, about as long as the columns are wide. */
  @Provide
  Arbitrary<List<Change>> escapedChanges() {
    List<Arbitrary<Change>> each = new ArrayList<>();
    for (Schema.Field field : BrokenRows.SCHEMA.getFields()) {
      if (field.schema().getTypes().get(1).getType() == Schema.Type.STRING) {
        each.add(
            Arbitraries.of("a", "\\ud800", "\\udc00", "\\ud83d\\ude00", "\\u0000", "\\u20ac")
                .flatMap(
                    text ->
                        Arbitraries.of(1, 5, 16, 85, 86, 170, 171, 256, 341, 342, 21_845, 21_846)
                            .map(times -> new Change(field.name(), text.repeat(times)))));
      }
    }
    return Arbitraries.of(each).flatMap(any -> any).list().ofMinSize(50).ofMaxSize(200);
  }

  @Property(tries = 8, edgeCases = EdgeCasesMode.NONE)
  void shouldLoadOrRecordEveryLineOfJson(@ForAll("escapedChanges") List<Change> changes) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < changes.size(); i++) {
      GenericRecord row = SinkRows.tweet("t" + i, i);
      row.put(changes.get(i).column(), "CHANGED");
      lines.append(row.toString().replace("CHANGED", (String) changes.get(i).value())).append('\n');
    }
    load(BrokenRows.key(0).replace(".parquet", ".json"), lines.toString().getBytes(UTF_8))
        .isEqualTo(changes.size());
  }

  @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
  void shouldLoadOrRecordEveryRow(@ForAll("changes") List<Change> changes) {
    List<GenericRecord> rows = new ArrayList<>();
    for (Change change : changes) {
      GenericRecord good = SinkRows.tweet("t" + rows.size(), rows.size());
      GenericRecord row = new GenericData.Record(BrokenRows.SCHEMA);
      row.getSchema().getFields().forEach(field -> row.put(field.name(), good.get(field.name())));
      row.put(change.column(), change.value());
      rows.add(row);
    }
    load(BrokenRows.key(0), SinkRows.parquet(BrokenRows.SCHEMA, rows)).isEqualTo(rows.size());
  }

  /** The number of rows that are loaded or recorded. */
  private static AbstractLongAssert<?> load(String key, byte[] object) {
    FakeS3 s3 = new FakeS3();
    s3.put(key, object, Map.of());
    try (Loader loader =
        Loader.open(
            LoaderConfig.load(Optional.empty(), Map.of("LOADER_JDBC_URL", POSTGRES.url())),
            s3,
            Clock.systemUTC())) {
      loader.createTables();
      POSTGRES.run("TRUNCATE tweet, tweet_tombstone, load_audit, load_reject");

      LoadResult result = loader.loadOnce();

      return assertThat(result.rows() + result.rejects());
    }
  }
}
