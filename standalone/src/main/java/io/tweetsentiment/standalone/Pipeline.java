package io.tweetsentiment.standalone;

import io.tweetsentiment.producer.IngestConfig;
import io.tweetsentiment.producer.IngestRun;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.sql.Loader;
import io.tweetsentiment.sql.LoaderConfig;
import io.tweetsentiment.standalone.parts.Broker;
import io.tweetsentiment.standalone.parts.Children;
import io.tweetsentiment.standalone.parts.ConnectWorker;
import io.tweetsentiment.standalone.parts.ObjectStore;
import io.tweetsentiment.standalone.parts.Parts;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.standalone.parts.Postgres;
import io.tweetsentiment.standalone.parts.Registry;
import io.tweetsentiment.streams.StreamsSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Starts every part, in parallel as far as one does not need another, and connects them.
 *
 * <p>Threading: built by one thread; what it made may be read by any.
 */
final class Pipeline {

  private static final long LOADER_PAUSE_MS = 1_000;

  private final DataFolder data;
  private final Ports ports;
  private final Parts parts;
  private final Children children;
  private final StartWait wait;

  private volatile SentimentEngine engine;
  private volatile Broker broker;
  private volatile ConnectWorker connect;
  private volatile Registry registry;
  private volatile Postgres postgres;
  private volatile StreamsPart streams;
  private volatile LoaderLoop loaderLoop;
  private volatile Loader loader;
  private volatile Connectors connectors;

  Pipeline(DataFolder data, Ports ports, Parts parts, StartWait wait) {
    this.data = data;
    this.ports = ports;
    this.parts = parts;
    this.children = new Children(data.resolve("run/children"));
    this.wait = wait;
  }

  /**
   * Opens the engine, ends what an interrupted run left behind, and makes sure that the ports are
   * free.
   */
  void claim(String engineName) throws Exception {
    engine = StandaloneEngine.open(engineName, System.getenv(), ports);
    children.endOrphans();
    ports.requireFree();
    Addresses.write(data.path(), ports);
    Endpoints.useLocalCredentials();
  }

  /** Starts everything but the producer. */
  void start(Tweets tweets, Path registryHome) throws Exception {
    CompletableFuture<Void> registryStarted = async(() -> startRegistry(registryHome));
    CompletableFuture<Void> postgresStarted = async(this::startPostgres);
    CompletableFuture<Void> endpointsStarted =
        async(() -> Endpoints.start(data, Ports.HOST, ports, tweets.corpus(), parts));
    broker = parts.add(Broker.start(data.resolve("kafka"), ports));
    broker.abortTransactionsOfDeadClients();
    broker.createTopics();
    connect = parts.add(ConnectWorker.start(ports, variables()));
    join(endpointsStarted);
    join(registryStarted);
    streams = parts.add(StreamsPart.start(streamsSettings(), engine, ports.url(Port.STREAMS)));
    wait.until("Kafka Connect is healthy", connect::healthy);
    connectors = new Connectors(connect);
    connectors.create();
    join(postgresStarted);
    wait.until("the topology runs", streams::running);
  }

  /** A producer for the tweets; started by the caller. */
  IngestRun ingest(Tweets tweets) {
    return IngestRun.open(
        IngestConfig.of(
            Map.ofEntries(
                Map.entry("topics", String.join(",", tweets.topics())),
                Map.entry("from", tweets.from().toString()),
                Map.entry("to", tweets.to().toString()),
                Map.entry("x.base.url", ports.url(Port.X_API)),
                Map.entry("x.bearer.token", "local"),
                Map.entry("x.http.version", "1.1"),
                Map.entry("kinesis.stream", Endpoints.STREAM),
                Map.entry("aws.endpoint", ports.url(Port.KINESIS)),
                Map.entry("aws.region", Endpoints.REGION),
                Map.entry("schema.registry.url", registry.address()),
                Map.entry("checkpoint.file", checkpointFile(tweets).toString()))));
  }

  Broker broker() {
    return broker;
  }

  ConnectWorker connect() {
    return connect;
  }

  Connectors connectors() {
    return connectors;
  }

  Postgres postgres() {
    return postgres;
  }

  StreamsPart streams() {
    return streams;
  }

  LoaderLoop loaderLoop() {
    return loaderLoop;
  }

  Loader loader() {
    return loader;
  }

  private void startRegistry(Path home) throws Exception {
    registry =
        parts.add(
            Registry.start(
                home,
                data.resolve("registry"),
                data.resolve("logs/registry.log"),
                ports,
                children));
    wait.until("the schema registry answers", registry::healthy);
    registry.requireBackwardCompatibility();
  }

  private void startPostgres() throws Exception {
    postgres =
        parts.add(
            Postgres.start(
                data.resolve("postgres"), data.resolve("run/postgres-binaries"), ports, children));
    LoaderConfig config =
        LoaderConfig.load(
            java.util.Optional.empty(),
            Map.of(
                "LOADER_S3_BUCKET",
                ObjectStore.BUCKET,
                "LOADER_AWS_ENDPOINT",
                ports.url(Port.S3),
                "LOADER_JDBC_URL",
                postgres.jdbcUrl(),
                "LOADER_JDBC_USER",
                Postgres.USER));
    loader = Loader.open(config);
    loaderLoop =
        parts.add(LoaderLoop.start(loader, "postgres " + postgres.address(), LOADER_PAUSE_MS));
  }

  private Map<String, String> variables() {
    return Map.of(
        "SCHEMA_REGISTRY_URL",
        ports.url(Port.REGISTRY) + "/apis/ccompat/v7",
        "S3_BUCKET",
        ObjectStore.BUCKET,
        "S3_ENDPOINT",
        ports.url(Port.S3),
        "AWS_REGION",
        Endpoints.REGION,
        "KINESIS_ENDPOINT",
        ports.url(Port.KINESIS),
        "KINESIS_STREAM",
        Endpoints.STREAM);
  }

  private StreamsSettings streamsSettings() {
    return StreamsSettings.of(
        Map.of(
            "application.id",
            StreamsNames.GROUP,
            "kafka.bootstrap.servers",
            broker.address(),
            "kafka.state.dir",
            data.resolve("streams").toString(),
            // A crash must not wait for a dead member longer than it takes to start again.
            "kafka.session.timeout.ms",
            "6000",
            "kafka.heartbeat.interval.ms",
            "1500",
            "kafka.producer.transaction.timeout.ms",
            Broker.TRANSACTION_TIMEOUT_MS,
            "schema.registry.url",
            registry.address(),
            "http.host",
            Ports.HOST,
            "http.port",
            Integer.toString(ports.of(Port.STREAMS))));
  }

  /** Every run, told by what it searches, has its checkpoints for itself. */
  private Path checkpointFile(Tweets tweets) {
    String run = String.join("+", tweets.topics()) + "_" + tweets.from() + "_" + tweets.to();
    return data.resolve("ingest/" + run.replaceAll("[^A-Za-z0-9+_.-]", "-") + ".jsonl");
  }

  private interface Start {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> async(Start start) {
    CompletableFuture<Void> started = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                start.run();
                started.complete(null);
              } catch (Exception e) {
                started.completeExceptionally(e);
              }
            },
            "start");
    thread.setDaemon(true);
    thread.start();
    return started;
  }

  private static void join(CompletableFuture<Void> started) throws Exception {
    try {
      started.get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
