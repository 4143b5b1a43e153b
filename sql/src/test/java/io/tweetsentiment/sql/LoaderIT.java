package io.tweetsentiment.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A day of tweets in many small objects, from an S3 endpoint over HTTP into PostgreSQL. */
final class LoaderIT {

  private static final int OBJECTS = 200;
  private static final int ROWS = 175;

  @TempDir Path folder;

  @Test
  void shouldLoadManySmallObjectsInOnePass() throws Exception {
    TestingPostgres postgres = TestingPostgres.newDatabase();
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "test", "testtest")
            .ignoreUnknownHeaders(true)
            .build();
    proxy.start();
    try (S3Client s3 =
        S3Client.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create("http://127.0.0.1:" + proxy.getPort()))
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "testtest")))
            .build()) {
      s3.createBucket(request -> request.bucket(FakeS3.BUCKET));
      put(s3);
      LoaderConfig config =
          LoaderConfig.load(Optional.empty(), Map.of("LOADER_JDBC_URL", postgres.url()));
      try (Loader loader = Loader.open(config, s3, Clock.systemUTC())) {
        loader.createTables();
        LoadResult result = loader.loadOnce();

        long all = (long) OBJECTS * ROWS;
        assertThat(result).isEqualTo(new LoadResult(OBJECTS, all, all, 0));
        assertThat(loader.ranges("tweets.merged", 0)).hasSize(OBJECTS);
        assertThat(loader.loadOnce().objects()).isZero();
      }
    } finally {
      proxy.stop();
    }
  }

  private static void put(S3Client s3) {
    for (int i = 0; i < OBJECTS; i++) {
      List<GenericRecord> rows = new ArrayList<>();
      for (long offset = (long) i * ROWS; offset < (long) (i + 1) * ROWS; offset++) {
        GenericRecord row = SinkRows.tweet("13" + offset, offset);
        row.put("text", "a tweet of the usual length, ".repeat(5) + offset);
        rows.add(row);
      }
      String key =
          String.format(
              "topics/tweets.merged/dt=2020-10-%02d/tweets.merged+0+%010d.snappy.parquet",
              1 + i % 28, (long) i * ROWS);
      s3.putObject(
          request -> request.bucket(FakeS3.BUCKET).key(key),
          RequestBody.fromBytes(SinkRows.parquet(SinkRows.TWEETS, rows)));
    }
  }
}
