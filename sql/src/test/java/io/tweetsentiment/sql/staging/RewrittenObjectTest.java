package io.tweetsentiment.sql.staging;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sql.FakeS3;
import io.tweetsentiment.sql.SinkRows;
import io.tweetsentiment.sql.bucket.SinkBucket;
import io.tweetsentiment.sql.bucket.Spool;
import io.tweetsentiment.sql.warehouse.Column;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.ResponseTransformer;

final class RewrittenObjectTest {

  private static final Column.Type[] TYPES =
      WarehouseTable.TWEET.columns().stream().map(Column::type).toArray(Column.Type[]::new);

  @TempDir private Path folder;

  private final FakeS3 s3 = new FakeS3();
  private final SinkBucket bucket = new SinkBucket(s3, FakeS3.BUCKET, "topics", Clock.systemUTC());

  private static Object[] values(GenericRecord row) {
    return WarehouseTable.TWEET.columns().stream().map(c -> row.get(c.name())).toArray();
  }

  @Test
  void shouldWritePartsThatHoldAllRows() throws IOException {
    List<String> ids = new ArrayList<>();
    try (TemporaryObjects temporary = new TemporaryObjects(bucket, "manifests")) {
      List<Manifest.Entry> parts;
      try (RewrittenObject rewritten =
          new RewrittenObject(bucket, new Spool(folder), WarehouseTable.TWEET, temporary, 1)) {
        for (int i = 0; i < 3; i++) {
          rewritten.write(TYPES, values(SinkRows.tweet("t" + i, i)));
        }
        parts = rewritten.parts();
      }
      assertThat(parts).hasSize(3);
      for (Manifest.Entry part : parts) {
        byte[] bytes =
            s3.getObject(
                    request -> request.bucket(FakeS3.BUCKET).key(part.key()),
                    ResponseTransformer.toBytes())
                .asByteArray();
        assertThat((long) bytes.length).isEqualTo(part.bytes());
        ParquetRecords.read(bytes, row -> ids.add(row.get("tweet_id").toString()));
      }
    }

    assertThat(ids).containsExactly("t0", "t1", "t2");
    assertThat(bucket.keys("manifests")).as("all parts are temporary").isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldHoldFewRowsInMemoryHoweverWideTheyAre() throws IOException {
    Random random = new Random(1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RowWriter writer = new RowWriter(WarehouseTable.TWEET, out)) {
      for (int i = 0; i < 60; i++) {
        GenericRecord row = SinkRows.tweet("t" + i, i);
        for (String column : List.of("text", "name", "location", "username")) {
          row.put(column, random.ints(7_500).mapToObj(Integer::toHexString).collect(joining()));
        }
        writer.write(TYPES, values(row));
      }
      assertThat(out.size()).as("a row group of 8 MiB is written").isGreaterThan(1_000);
    }
  }
}
