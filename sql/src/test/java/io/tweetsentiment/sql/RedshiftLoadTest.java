package io.tweetsentiment.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class RedshiftLoadTest {

  private static final Path GOLDEN = Path.of("src/test/resources/redshift-load.golden.sql");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);

  private final FakeS3 s3 = new FakeS3();
  private final RecordingDatabase database = new RecordingDatabase();

  private Loader loader() {
    LoaderConfig config =
        LoaderConfig.load(
            Optional.empty(),
            Map.of(
                "LOADER_JDBC_URL", "jdbc:redshift://host:5439/dev",
                "LOADER_REDSHIFT_IAM_ROLE", "arn:aws:iam::123456789012:role/Copy"));
    return new Loader(config, s3, false, database::connect, CLOCK);
  }

  @Test
  void shouldTellRedshiftWhatTheGoldenFileSays() throws IOException {
    SinkRows.put(s3, "tweets.merged", "dt=2020-10-21", List.of(SinkRows.tweet("1", 0)));
    SinkRows.put(
        s3, "tweets.aggregate", "dt=2020-10-21", List.of(SinkRows.window(SinkRows.DAY, 0, 1)));

    try (Loader loader = loader()) {
      loader.createTables();
      assertThat(loader.loadOnce()).isEqualTo(new LoadResult(2, 2, 0, 0));
    }

    String statements =
        String.join(";\n\n", database.statements())
                .replaceAll("[0-9a-f-]{36}\\.manifest", "ID.manifest")
            + ";\n";
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN, statements);
    }
    assertThat(statements)
        .as("to accept an intended change, run with -Dgolden.write=true")
        .isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void shouldNameTheObjectsAndTheirSizesInTheManifest() {
    String key =
        SinkRows.put(s3, "tweets.merged", "dt=2020-10-21", List.of(SinkRows.tweet("1", 0)));
    byte[] bytes = SinkRows.parquet(SinkRows.TWEETS, List.of(SinkRows.tweet("1", 0)));

    try (Loader loader = loader()) {
      loader.loadOnce();
    }

    assertThat(s3.puts())
        .singleElement()
        .asString()
        .startsWith("load-manifests/")
        .endsWith(
            "{\"entries\":[\n{\"url\":\"s3://tweet-sentiment/"
                + key
                + "\",\"mandatory\":true,\"meta\":{\"content_length\":"
                + bytes.length
                + "}}\n]}\n");
    assertThat(s3.keys()).as("the manifest is gone").containsExactly(key);
  }

  private static String twoRowsOneBroken(FakeS3 s3) {
    org.apache.avro.generic.GenericRecord broken = SinkRows.tweet("1", 1);
    broken.put("positive", 2.0);
    return SinkRows.put(
        s3, "tweets.merged", "dt=2020-10-21", List.of(SinkRows.tweet("1", 0), broken));
  }

  @Test
  void shouldKeepTheLoadWhenATemporaryObjectCannotBeDeleted() {
    String key = twoRowsOneBroken(s3);
    s3.beforeDelete =
        temporary -> {
          if (temporary.endsWith(".parquet")) {
            throw S3Exception.builder().statusCode(403).message("denied").build();
          }
        };

    try (Loader loader = loader();
        CapturedLog log =
            new CapturedLog(Loader.class.getPackageName() + ".staging.TemporaryObjects")) {
      assertThat(loader.loadOnce().objects()).isEqualTo(1);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARN The temporary object s3://tweet-sentiment/load-manifests/")
          .contains("denied", "s3:DeleteObject");
    }
    assertThat(s3.keys()).hasSize(2).contains(key).allMatch(each -> each.endsWith(".parquet"));
    assertThat(database.statements()).contains("commit");
  }

  @Test
  void shouldDeleteTheTemporaryObjectWhosePutFailedAfterItWasStored() {
    String key = twoRowsOneBroken(s3);
    s3.afterPut =
        temporary -> {
          throw S3Exception.builder().statusCode(500).message("no answer").build();
        };

    try (Loader loader = loader()) {
      assertThatThrownBy(loader::loadOnce).isInstanceOf(LoadException.class);
    }

    assertThat(s3.puts()).hasSize(1);
    assertThat(s3.keys()).containsExactly(key);
  }

  @Test
  void shouldLoadTheRestWhenAnObjectGoesBeforeItsCopy() {
    String gone =
        SinkRows.put(s3, "tweets.merged", "dt=2020-10-21", List.of(SinkRows.tweet("1", 0)));
    String kept =
        SinkRows.put(s3, "tweets.merged", "dt=2020-10-21", List.of(SinkRows.tweet("2", 1)));
    database.hook =
        sql -> {
          if (sql.startsWith("COPY") && s3.keys().contains(gone)) {
            s3.deleteObject(request -> request.bucket(FakeS3.BUCKET).key(gone));
            throw new SQLException("The specified key does not exist", "XX000");
          }
        };

    try (Loader loader = loader()) {
      assertThat(loader.loadOnce().objects()).isEqualTo(1);
    }

    assertThat(database.statements())
        .filteredOn(
            statements ->
                statements.startsWith("INSERT INTO load_audit") || statements.equals("rollback"))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("rollback"),
            second -> assertThat(second).contains(kept),
            closing -> assertThat(closing).isEqualTo("rollback"));
    assertThat(s3.puts())
        .satisfiesExactly(
            first -> assertThat(first).contains(gone, kept),
            second -> assertThat(second).contains(kept).doesNotContain(gone));
    assertThat(s3.keys()).as("the manifests are gone").containsExactly(kept);
  }

  @Test
  void shouldTellWhatRedshiftSaidWhenAllObjectsAreThere() {
    SinkRows.put(s3, "tweets.merged", "dt=2020-10-21", List.of(SinkRows.tweet("1", 0)));
    database.hook =
        sql -> {
          if (sql.startsWith("COPY")) {
            throw new SQLException("Spectrum Scan Error", "XX000");
          }
        };

    try (Loader loader = loader()) {
      assertThatThrownBy(loader::loadOnce)
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("Spectrum Scan Error");
    }
    assertThat(s3.puts()).hasSize(1);
  }

  @Test
  void shouldLeaveOffsetsOpenWhenTheSinkWroteNoMetadata() {
    s3.put(
        "topics/tweets.merged/d/tweets.merged+3+0000000007.snappy.parquet", new byte[9], Map.of());

    try (Loader loader = loader()) {
      loader.loadOnce();
    }

    assertThat(database.statements())
        .filteredOn(s -> s.startsWith("INSERT INTO load_audit"))
        .singleElement()
        .asString()
        .endsWith("tweet, tweets.merged, 3, 7, null, null, 2026-11-01T12:00]");
  }
}
