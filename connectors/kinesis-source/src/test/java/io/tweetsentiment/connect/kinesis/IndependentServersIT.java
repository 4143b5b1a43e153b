package io.tweetsentiment.connect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tweetsentiment.connect.kinesis.client.KinesisClientFactory;
import io.tweetsentiment.connect.kinesis.config.KinesisSourceConfig;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * The connector with the AWS SDK's clients against servers of others: moto, and kinesis-local from
 * the packages of the emulators' tests. Skipped where they are not installed.
 */
class IndependentServersIT {
  private static final String STREAM = "tweets";
  private static final String CBOR = "aws.cborEnabled";
  private static final Path KINESIS_LOCAL =
      Path.of("../../standalone/emulators/src/test/npm/node_modules/kinesis-local");

  @TempDir private Path folder;
  private final List<String> sent = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private Process server;
  private String address;
  private KinesisClient kinesis;
  private FakeConnect connect;

  private void start(String name) throws IOException {
    int port = freePort();
    int other = freePort();
    ProcessBuilder builder;
    if (name.equals("moto")) {
      builder = new ProcessBuilder(onPath("moto_server").toString(), "-p", "" + port);
      // It has no HTTP/2 and answers in JSON only.
      System.setProperty(CBOR, "false");
    } else {
      Path home = KINESIS_LOCAL.toAbsolutePath().normalize();
      Assumptions.assumeTrue(
          Files.isDirectory(home), "skipped: npm ci was not run in the emulators' src/test/npm");
      builder = new ProcessBuilder("node", home.resolve("main.js").toString());
      builder
          .environment()
          .putAll(
              Map.of(
                  "KINESIS_MOCK_PLAIN_PORT", "" + port,
                  "KINESIS_MOCK_TLS_PORT", "" + other,
                  "KINESIS_MOCK_CERT_PATH", home.resolve("server.json").toString(),
                  "CREATE_STREAM_DURATION", "10ms",
                  "SPLIT_SHARD_DURATION", "10ms",
                  "MERGE_SHARDS_DURATION", "10ms",
                  "REGISTER_STREAM_CONSUMER_DURATION", "10ms",
                  "SHARD_LIMIT", "100",
                  "LOG_LEVEL", "ERROR"));
    }
    File log = folder.resolve("server.log").toFile();
    server = builder.redirectErrorStream(true).redirectOutput(log).start();
    await()
        .atMost(Duration.ofSeconds(90))
        .failFast(() -> assertThat(server.isAlive()).as(Files.readString(log.toPath())).isTrue())
        .until(() -> listening(port));
    address = "http://127.0.0.1:" + port;
  }

  private static Path onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> Assumptions.abort("skipped: " + program + " is not installed"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean listening(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private Map<String, String> config(String readMode) {
    return Map.ofEntries(
        Map.entry("name", "independent"),
        Map.entry("kafka.topic", "tweets.raw"),
        Map.entry("kinesis.stream", STREAM),
        Map.entry("kinesis.base.url", address),
        Map.entry("aws.access.key.id", "test"),
        Map.entry("aws.secret.key.id", "test"),
        Map.entry("kinesis.read.mode", readMode),
        Map.entry("kinesis.empty.records.backoff.ms", "50"),
        // A server without HTTP/2 is polled after half of this time.
        Map.entry("kinesis.retry.timeout.ms", "4000"),
        Map.entry("kinesis.shard.sync.interval.ms", "200"));
  }

  @AfterEach
  void stop() throws InterruptedException {
    System.clearProperty(CBOR);
    if (connect != null) {
      connect.stop();
    }
    if (kinesis != null) {
      kinesis.close();
    }
    if (server != null) {
      server.destroyForcibly();
    }
  }

  private void put(int records) {
    for (int i = 0; i < records; i++) {
      String key = "k" + sent.size() % 7;
      String value = key + ":" + counts.merge(key, 1, Integer::sum);
      kinesis.putRecord(
          r -> r.streamName(STREAM).partitionKey(key).data(SdkBytes.fromUtf8String(value)));
      sent.add(value);
    }
  }

  private void putAggregate() {
    List<Map.Entry<String, String>> parts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String value = "agg:" + counts.merge("agg", 1, Integer::sum);
      parts.add(Map.entry("agg", value));
      sent.add(value);
    }
    kinesis.putRecord(r -> r.streamName(STREAM).partitionKey("agg").data(Aggregates.of(parts)));
  }

  @ParameterizedTest
  @CsvSource({"moto,polling", "moto,fanout", "kinesis-local,polling", "kinesis-local,fanout"})
  void shouldReadEachRecordOnceAcrossReshardingAndRestarts(String name, String readMode)
      throws Exception {
    start(name);
    kinesis = KinesisClientFactory.client(new KinesisSourceConfig(config(readMode)));
    kinesis.createStream(r -> r.streamName(STREAM).shardCount(2));
    awaitActive(STREAM);
    connect =
        new FakeConnect(
            KinesisClientFactory::client,
            KinesisClientFactory::asyncClient,
            Clock.systemUTC(),
            config(readMode),
            2,
            true);
    put(40);
    connect.start();
    putAggregate();
    awaitAll();
    split();
    put(40);
    awaitAll();
    connect.crash();
    merge();
    put(40);
    putAggregate();
    connect.start();
    awaitAll();

    assertThat(byKey(connect.values())).isEqualTo(byKey(sent));
  }

  private void awaitAll() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> {
              assertThat(connect.failures()).isEmpty();
              assertThat(connect.values()).hasSizeGreaterThanOrEqualTo(sent.size());
            });
  }

  private static Map<String, List<String>> byKey(List<String> values) {
    return values.stream()
        .collect(Collectors.groupingBy(value -> value.substring(0, value.indexOf(':'))));
  }

  private void split() {
    kinesis.splitShard(
        r ->
            r.streamName(STREAM)
                .shardToSplit(FakeKinesis.shardId(0))
                .newStartingHashKey("50000000000000000000000000000000000000"));
    awaitActive(STREAM);
  }

  private void merge() {
    List<String> open =
        kinesis.listShards(r -> r.streamName(STREAM)).shards().stream()
            .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
            .map(Shard::shardId)
            .toList();
    assertThat(open).hasSize(3);
    // The two children of the split.
    kinesis.mergeShards(
        r ->
            r.streamName(STREAM)
                .shardToMerge(FakeKinesis.shardId(2))
                .adjacentShardToMerge(FakeKinesis.shardId(3)));
    awaitActive(STREAM);
  }

  /** Waits as the SDK's waiter does, which by itself looks every ten seconds. */
  private void awaitActive(String stream) {
    kinesis
        .waiter()
        .waitUntilStreamExists(
            request -> request.streamName(stream),
            looks ->
                looks
                    .backoffStrategyV2(
                        BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(50)))
                    .maxAttempts(600));
  }
}
