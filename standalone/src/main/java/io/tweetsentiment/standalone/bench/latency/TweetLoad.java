package io.tweetsentiment.standalone.bench.latency;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Window;
import io.tweetsentiment.standalone.bench.live.TargetRun;
import io.tweetsentiment.standalone.parts.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/**
 * Puts tweets into the stream of a run at a constant rate. The latency of a tweet begins when it is
 * due, so a slow put does not hide the time that later tweets wait for it.
 */
final class TweetLoad {

  private static final int LARGEST_BATCH = 500;
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final int TOPICS = 8;
  private static final long FIRST_ID = 2_000_000_000_000_000_000L;

  private final TargetRun target;
  private final Latencies latencies;
  private final List<Tweet> sample;
  private final Clock clock;
  private long put;

  /**
   * A load.
   *
   * @param sample tweets whose texts, authors and languages are used in turn
   */
  TweetLoad(TargetRun target, Latencies latencies, List<Tweet> sample, Clock clock) {
    this.target = target;
    this.latencies = latencies;
    this.sample = sample;
    this.clock = clock;
  }

  /**
   * Puts tweets.
   *
   * @param rate tweets a second
   * @return the rate that was reached, in tweets a second
   */
  double run(double rate, int seconds) throws IOException {
    long count = Math.round(rate * seconds);
    double nanosEach = TimeUnit.SECONDS.toNanos(1) / rate;
    try (KinesisClient kinesis = kinesis();
        SchemaRegistryClient registry = new CachedSchemaRegistryClient(target.registry(), 10);
        KafkaAvroSerializer avro = new KafkaAvroSerializer(registry)) {
      avro.configure(Map.of("schema.registry.url", target.registry()), false);
      long started = System.nanoTime();
      while (put < count) {
        List<PutRecordsRequestEntry> batch = new ArrayList<>();
        for (long due = started + (long) (put * nanosEach);
            put < count && batch.size() < LARGEST_BATCH && due <= System.nanoTime();
            due = started + (long) (put * nanosEach)) {
          batch.add(entry(due, avro));
        }
        if (batch.isEmpty()) {
          LockSupport.parkNanos(TICK_NANOS);
        } else {
          put(kinesis, batch);
        }
      }
      return count / ((System.nanoTime() - started) / 1e9);
    }
  }

  private PutRecordsRequestEntry entry(long due, KafkaAvroSerializer avro) {
    Instant now = clock.instant();
    String id = Long.toString(FIRST_ID + put);
    String topic = "latency-" + put % TOPICS;
    Tweet tweet =
        Tweet.newBuilder(sample.get((int) (put % sample.size())))
            .setTopic(topic)
            .setTweetId(id)
            .setVersionId(id)
            .setEditVersion(0)
            .setCreatedAt(now)
            .setIngestedAt(now)
            .build();
    put++;
    latencies.put(Window.of(now, Window.DEFAULT_SIZE).key(topic), due);
    byte[] value = avro.serialize(Topics.RAW.topicName(), tweet);
    return PutRecordsRequestEntry.builder()
        .partitionKey(id)
        .data(SdkBytes.fromByteArrayUnsafe(value))
        .build();
  }

  private static void put(KinesisClient kinesis, List<PutRecordsRequestEntry> batch) {
    List<PutRecordsRequestEntry> left = batch;
    while (!left.isEmpty()) {
      List<PutRecordsRequestEntry> sent = left;
      PutRecordsResponse answer =
          kinesis.putRecords(request -> request.streamName(TargetRun.STREAM).records(sent));
      List<PutRecordsRequestEntry> failed = new ArrayList<>();
      for (int i = 0; i < sent.size(); i++) {
        if (answer.records().get(i).errorCode() != null) {
          failed.add(sent.get(i));
        }
      }
      left = failed;
    }
  }

  private KinesisClient kinesis() {
    return KinesisClient.builder()
        .endpointOverride(URI.create(target.kinesis()))
        .region(Region.of(TargetRun.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(ObjectStore.ACCESS_KEY, ObjectStore.SECRET_KEY)))
        .build();
  }
}
