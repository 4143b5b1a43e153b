package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.connect.s3.config.S3SinkConfig;
import io.tweetsentiment.connect.s3.storage.ObjectSettings;
import io.tweetsentiment.connect.s3.storage.ObjectStore;
import io.tweetsentiment.connect.s3.storage.OffsetRange;
import io.tweetsentiment.connect.s3.storage.PartitionPath;
import io.tweetsentiment.connect.s3.storage.S3ClientFactory;
import io.tweetsentiment.connect.s3.storage.S3ClientSettings;
import io.tweetsentiment.connect.s3.storage.S3Credentials;
import io.tweetsentiment.connect.s3.storage.S3ObjectStore;
import io.tweetsentiment.connect.s3.storage.SealedFile;
import io.tweetsentiment.connect.s3.storage.Spool;
import io.tweetsentiment.connect.s3.storage.UploadSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.InsertField;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Runs the task with the client of the AWS SDK against an S3 server. */
class S3SinkIT {
  @TempDir static Path root;
  private static S3Proxy server;
  private static int buckets;
  private final Map<String, String> properties = Rows.properties();
  private S3Client client;

  @BeforeAll
  static void startServer() throws Exception {
    server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(root.toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "test", "testtest")
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.stop();
  }

  @BeforeEach
  void makeBucket() {
    properties.put("s3.bucket.name", "bucket-" + ++buckets);
    properties.put("store.url", "http://127.0.0.1:" + server.getPort());
    properties.put("s3.region", "us-east-1");
    properties.put("aws.access.key.id", "test");
    properties.put("aws.secret.access.key", "testtest");
    properties.put("format.class", "io.confluent.connect.s3.format.parquet.ParquetFormat");
    S3ClientSettings settings = new S3SinkConfig(properties).client();
    client =
        S3ClientFactory.client(
            settings,
            S3Credentials.provider(settings.credentials(), settings.region(), settings.proxy()));
    client.createBucket(request -> request.bucket(bucket()));
  }

  private String bucket() {
    return properties.get("s3.bucket.name");
  }

  private List<String> keys() {
    return client.listObjectsV2Paginator(r -> r.bucket(bucket())).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private byte[] object(String key) {
    return client.getObjectAsBytes(r -> r.bucket(bucket()).key(key)).asByteArray();
  }

  private void sink(SinkRecord... records) {
    FakeConnect connect = new FakeConnect(Rows.log(records), new HashMap<>(), properties);
    connect.start(new S3SinkTask());
    connect.poll(records.length);
    connect.commit();
    assertThat(connect.allCommitted()).isTrue();
    connect.stop();
  }

  private static SinkRecord withTransport(SinkRecord record) {
    try (InsertField.Value<SinkRecord> partition = new InsertField.Value<>();
        InsertField.Value<SinkRecord> offset = new InsertField.Value<>()) {
      partition.configure(Map.of("partition.field", "_kafka_partition"));
      offset.configure(Map.of("offset.field", "_kafka_offset"));
      return offset.apply(partition.apply(record));
    }
  }

  @Test
  void shouldStoreParquetByDayThatParquetReads() throws IOException {
    properties.put("flush.size", "3");
    sink(
        withTransport(Rows.record(1, 10, 0)),
        withTransport(Rows.record(1, 11, 1)),
        withTransport(Rows.record(1, 13, 0)));

    String first = "topics/tweets.merged/dt=2020-10-20/tweets.merged+1+0000000010.snappy.parquet";
    assertThat(keys())
        .containsExactly(
            first, "topics/tweets.merged/dt=2020-10-21/tweets.merged+1+0000000011.snappy.parquet");
    assertThat(client.headObject(r -> r.bucket(bucket()).key(first)).metadata())
        .containsEntry("end-offset", "13")
        .containsEntry("record-count", "2");
    ParquetRows rows = ParquetRows.read(object(first));
    assertThat(rows.schema().toString())
        .contains("optional int64 _kafka_offset", "optional binary text (STRING)")
        .contains("optional int64 created_at (TIMESTAMP(MILLIS,true))");
    assertThat(rows.schema().getFields())
        .extracting("name")
        .containsExactly("id", "created_at", "text", "_kafka_partition", "_kafka_offset");
    assertThat(rows.records())
        .extracting(row -> row.get("id").toString())
        .containsExactly("1-10", "1-13");
    assertThat(rows.records().get(1).get("_kafka_offset")).isEqualTo(13L);
    assertThat(rows.records().get(1).get("created_at")).isEqualTo(Rows.DAY.plusSeconds(13));
  }

  @Test
  void shouldSkipStoredRecordsWhenAllAreReadAgain() {
    properties.put("flush.size", "2");
    SinkRecord[] records = {Rows.record(0, 0, 0), Rows.record(0, 1, 0)};
    sink(records);
    List<String> before = keys();
    sink(records);

    assertThat(keys()).isEqualTo(before).hasSize(1);
  }

  @Test
  void shouldUploadInPartsWhenAFileIsLargerThanAPart() throws IOException {
    properties.put("flush.size", "12");
    properties.put("s3.part.size", "5242880");
    properties.put("format.class", "AvroFormat");
    Random random = new Random(1);
    SinkRecord[] records = new SinkRecord[12];
    for (int i = 0; i < records.length; i++) {
      byte[] noise = new byte[500_000];
      random.nextBytes(noise);
      SinkRecord record = Rows.record(0, i, 0);
      Struct value =
          ((Struct) record.value()).put("text", java.util.HexFormat.of().formatHex(noise));
      records[i] = Rows.record(0, i, record.valueSchema(), value);
    }
    sink(records);
    sink(records);

    String key = "topics/tweets.merged/dt=2020-10-20/tweets.merged+0+0000000000.avro";
    assertThat(keys()).containsExactly(key);
    List<String> ids = new ArrayList<>();
    try (DataFileStream<GenericRecord> in =
        new DataFileStream<>(new ByteArrayInputStream(object(key)), new GenericDatumReader<>())) {
      in.forEach(row -> ids.add(row.get("id").toString()));
    }
    assertThat(ids).hasSize(12).startsWith("0-0").endsWith("0-11");
    assertThat(client.listMultipartUploads(r -> r.bucket(bucket())).uploads()).isEmpty();
  }

  @Test
  void shouldRefuseASecondObjectOfTheSameKey() {
    S3ObjectStore store =
        new S3ObjectStore(
            client, new UploadSettings(bucket(), 5 << 20, true, ObjectSettings.DEFAULT));
    for (int size : new int[] {10, 6 << 20}) {
      String key = "key-" + size;
      assertThat(store.create(file(key, size, 7))).isInstanceOf(ObjectStore.Created.class);
      assertThat(store.create(file(key, size, 9)))
          .isEqualTo(new ObjectStore.Conflict(new OffsetRange(0, 7, 1)));
    }
  }

  private static SealedFile file(String key, int size, long end) {
    Spool spool = new Spool();
    try {
      spool.output().write(new byte[size]);
      spool.output().flush();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new SealedFile(new PartitionPath("t", "p"), key, new OffsetRange(0, end, 1), spool);
  }

  @Test
  void shouldFailWithTheRemedyWhenTheBucketDoesNotExist() {
    properties.put("s3.bucket.name", "no-such-bucket");
    Map<TopicPartition, NavigableMap<Long, SinkRecord>> none = Map.of();
    FakeConnect connect = new FakeConnect(none, new HashMap<>(), properties);

    assertThatThrownBy(() -> connect.start(new S3SinkTask()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("no-such-bucket")
        .hasMessageContaining("s3.bucket.name");
  }

  @Test
  void shouldStoreGzippedJsonLines() throws IOException {
    properties.put("flush.size", "2");
    properties.put("format.class", "JsonFormat");
    properties.put("s3.compression.type", "gzip");
    properties.put("s3.compression.level", "9");
    sink(Rows.record(0, 0, 0), Rows.record(0, 1, 0));

    String key = "topics/tweets.merged/dt=2020-10-20/tweets.merged+0+0000000000.json.gz";
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(object(key)))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(
              """
              {"id":"0-0","created_at":1603152000000,"text":"text 0"}
              {"id":"0-1","created_at":1603152001000,"text":"text 1"}
              """);
    }
  }
}
