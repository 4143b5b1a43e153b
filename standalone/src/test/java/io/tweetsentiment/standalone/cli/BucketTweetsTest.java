package io.tweetsentiment.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.standalone.parts.LocalEndpoints;
import io.tweetsentiment.standalone.parts.ObjectStore;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.streams.rescore.StoredTweets;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketTweetsTest {

  private static final Instant TIME = Instant.parse("2026-03-02T10:07:00.123Z");

  @TempDir private Path folder;
  private ObjectStore store;
  private String endpoint;

  /** Topics without records. */
  private record EmptyTopics() implements StoredTweets {
    @Override
    public int partitions() {
      return 1;
    }

    @Override
    public void tweets(int partition, Consumer<Raw> each) {
      assertThat(partition).isZero();
    }

    @Override
    public void sentiments(int partition, Consumer<TweetSentiment> each) {
      assertThat(partition).isZero();
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void start() throws Exception {
    Ports ports;
    try (ServerSocket free = new ServerSocket(0)) {
      ports = new Ports(free.getLocalPort() - new Ports(0).of(Port.S3));
    }
    store = ObjectStore.start(folder, Ports.HOST, ports);
    endpoint = ports.url(Port.S3);
    LocalEndpoints.useLocalCredentials();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void shouldReadTheObjectsOfEachPartition() throws Exception {
    Tweet tweet =
        Tweet.newBuilder()
            .setTweetId("7")
            .setTopic("tea")
            .setCreatedAt(TIME)
            .setText("naïve 🎉")
            .setIngestedAt(TIME.plusMillis(1))
            .build();
    TweetSentiment sentiment =
        TweetSentiment.newBuilder()
            .setTweetId("7")
            .setTextHash("0123456789abcdef0123456789abcdef")
            .setScoringRun(2)
            .setLabel("UNSCORED")
            .setEngine("local-2-fast")
            .setScoredAt(TIME)
            .setCreatedAt(TIME)
            .build();
    write("tweets.raw", 2, tweet);
    write("tweets.sentiment", 2, sentiment);

    try (StoredTweets stored = open("s3://" + ObjectStore.BUCKET + "/topics/")) {
      List<StoredTweets.Raw> tweets = new ArrayList<>();
      List<TweetSentiment> sentiments = new ArrayList<>();
      assertThat(stored.partitions()).isEqualTo(3);
      for (int partition = 0; partition < 2; partition++) {
        stored.tweets(partition, tweets::add);
        stored.sentiments(partition, sentiments::add);
      }
      assertThat(tweets).isEmpty();
      stored.tweets(2, tweets::add);
      stored.sentiments(2, sentiments::add);
      assertThat(tweets).containsExactly(new StoredTweets.Raw(tweet, OptionalLong.empty()));
      assertThat(sentiments).containsExactly(sentiment);
    }
  }

  @Test
  void shouldNameTheAddressWhenNothingIsThere() {
    assertThatThrownBy(() -> open("s3://" + ObjectStore.BUCKET + "/elsewhere"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("no Parquet object", "--s3");
    assertThatThrownBy(() -> open("bucket/topics"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("--s3 is 'bucket/topics'");
  }

  private StoredTweets open(String address) {
    return new BucketTweets(
        SinkFolder.of(address, Optional.of(endpoint)),
        "tweets.raw",
        "tweets.sentiment",
        new EmptyTopics());
  }

  /** Writes a record as the sink does: with its offset, and without a field of a later version. */
  private void write(String topic, int partition, SpecificRecordBase record) throws IOException {
    SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("Row").fields();
    for (Schema.Field field : record.getSchema().getFields()) {
      if (!field.name().equals("verified")) {
        fields = fields.name(field.name()).type(field.schema()).noDefault();
      }
    }
    Schema schema = fields.requiredLong("_kafka_offset").endRecord();
    GenericRecord row = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      Schema.Field own = record.getSchema().getField(field.name());
      Object value = own == null ? (Object) 0L : record.get(own.pos());
      row.put(field.pos(), value instanceof Instant time ? (Object) time.toEpochMilli() : value);
    }
    Path file =
        folder
            .resolve(ObjectStore.BUCKET)
            .resolve("topics/" + topic + "/dt=2026-03-02")
            .resolve(topic + "+" + partition + "+0000000000.snappy.parquet");
    Files.createDirectories(file.getParent());
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(schema)
            .withDataModel(GenericData.get())
            .build()) {
      writer.write(row);
    }
  }
}
