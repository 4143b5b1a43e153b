package io.tweetsentiment.producer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.tweetsentiment.producer.avro.TweetEncoder;
import io.tweetsentiment.producer.checkpoint.FileCheckpoints;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.sink.KinesisSink;
import io.tweetsentiment.producer.staging.PageStore;
import io.tweetsentiment.schemas.Tweet;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A run against fakes of X and Kinesis, with a journal in a file. */
abstract class IngestTestBase {

  static final Instant FROM = Instant.parse("2020-10-21T00:00:00Z");
  static final Instant TO = Instant.parse("2020-10-21T02:00:00Z");

  @TempDir Path folder;
  final FakeX x = new FakeX();
  final FakeKinesis kinesis = new FakeKinesis();
  final SchemaRegistryClient registry = new MockSchemaRegistryClient();
  final List<Long> sleeps = Collections.synchronizedList(new ArrayList<>());
  PageStore pages = PageStore.NONE;
  final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void settings() {
    settings.put("topics", "biden");
    settings.put("from", FROM.toString());
    settings.put("to", TO.toString());
    settings.put("x.base.url", x.url());
    settings.put("x.bearer.token", FakeX.TOKEN);
    settings.put("x.http.version", "1.1");
    settings.put("x.attempts", "4");
    settings.put("slice.retry.delay", "PT0S");
    settings.put("kinesis.attempts", "4");
    settings.put("schema.registry.url", "mock://ingest-run");
    settings.put("checkpoint.file", folder.resolve("run.jsonl").toString());
  }

  @AfterEach
  void stop() {
    x.close();
  }

  IngestRun run() {
    IngestConfig config = IngestConfig.of(settings);
    return new IngestRun(
        config,
        new IngestClients(
            IngestClients.http(config.x()),
            new KinesisSink(kinesis, config.kinesis(), sleeps::add),
            Optional.of(new TweetEncoder(registry, config.registry())),
            new FileCheckpoints(config.checkpoints().file()),
            pages,
            Clock.systemUTC(),
            sleeps::add));
  }

  /** Runs until slices are left that failed or are lost. */
  RunReport incomplete() throws Exception {
    try (IngestRun run = run()) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.INCOMPLETE);
      return run.report();
    }
  }

  Progress complete() throws Exception {
    try (IngestRun run = run()) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.COMPLETE);
      assertThat(run.acknowledged()).isEqualTo(greatest());
      return run.progress();
    }
  }

  /** Runs to the end of another search than the one that has sent the greatest records. */
  void ended() throws Exception {
    try (IngestRun run = run()) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.COMPLETE);
    }
  }

  String failure() throws Exception {
    try (IngestRun run = run()) {
      run.start().get(30, SECONDS);
      throw new AssertionError("the run did not fail");
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(IngestException.class);
      return e.getCause().getMessage();
    }
  }

  Map<String, String> greatest() {
    Map<String, String> greatest = new HashMap<>();
    for (FakeKinesis.Kept record : kinesis.records()) {
      greatest.merge(
          record.shard(),
          record.sequenceNumber(),
          (a, b) -> new BigInteger(a).compareTo(new BigInteger(b)) > 0 ? a : b);
    }
    return greatest;
  }

  Tweet decode(FakeKinesis.Kept record) {
    try (KafkaAvroDeserializer deserializer =
        new KafkaAvroDeserializer(
            registry,
            Map.of("schema.registry.url", "mock://unused", "specific.avro.reader", "true"))) {
      return (Tweet) deserializer.deserialize("tweets.raw", record.data());
    }
  }

  static List<String> ids(int from, int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(Integer.toString(from + i));
    }
    return ids;
  }
}
