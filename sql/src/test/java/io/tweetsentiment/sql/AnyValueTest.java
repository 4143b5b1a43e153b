package io.tweetsentiment.sql;

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

  @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
  void shouldLoadOrRecordEveryRow(@ForAll("changes") List<Change> changes) {
    FakeS3 s3 = new FakeS3();
    List<GenericRecord> rows = new ArrayList<>();
    for (Change change : changes) {
      GenericRecord good = SinkRows.tweet("t" + rows.size(), rows.size());
      GenericRecord row = new GenericData.Record(BrokenRows.SCHEMA);
      row.getSchema().getFields().forEach(field -> row.put(field.name(), good.get(field.name())));
      row.put(change.column(), change.value());
      rows.add(row);
    }
    s3.put(BrokenRows.key(0), SinkRows.parquet(BrokenRows.SCHEMA, rows), Map.of());
    try (Loader loader =
        Loader.open(
            LoaderConfig.load(Optional.empty(), Map.of("LOADER_JDBC_URL", POSTGRES.url())),
            s3,
            Clock.systemUTC())) {
      loader.createTables();
      POSTGRES.run("TRUNCATE tweet, tweet_tombstone, load_audit, load_reject");

      LoadResult result = loader.loadOnce();

      assertThat(result.rows() + result.rejects()).isEqualTo(rows.size());
    }
  }
}
