package io.tweetsentiment.standalone.run;

import io.tweetsentiment.producer.IngestConfig;
import io.tweetsentiment.producer.IngestRun;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.sql.Loader;
import io.tweetsentiment.sql.LoaderConfig;
import io.tweetsentiment.standalone.feed.TweetFeed;
import io.tweetsentiment.standalone.parts.Broker;
import io.tweetsentiment.standalone.parts.Children;
import io.tweetsentiment.standalone.parts.ConnectWorker;
import io.tweetsentiment.standalone.parts.Connectors;
import io.tweetsentiment.standalone.parts.EmulatorSettings;
import io.tweetsentiment.standalone.parts.KilledBroker;
import io.tweetsentiment.standalone.parts.LoaderLoop;
import io.tweetsentiment.standalone.parts.LocalEndpoints;
import io.tweetsentiment.standalone.parts.ObjectStore;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.standalone.parts.Postgres;
import io.tweetsentiment.standalone.parts.Registry;
import io.tweetsentiment.standalone.parts.RunningParts;
import io.tweetsentiment.standalone.parts.StandaloneEngine;
import io.tweetsentiment.standalone.parts.StreamsPart;
import io.tweetsentiment.standalone.transactions.EndedTransaction;
import io.tweetsentiment.standalone.transactions.TransactionRepair;
import io.tweetsentiment.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts all parts and connects them; parts that do not need each other start in parallel.
 *
 * <p>Threading: one thread starts the parts; any thread may read them.
 */
final class Pipeline {

  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final long LOADER_PAUSE_MS = 1_000;

  private final DataFolder data;
  private final Ports ports;
  private final RunningParts parts;
  private final Children children;
  private final StartWait wait;
  private final Timeline timeline;

  private volatile SentimentEngine engine;
  private volatile Broker broker;
  private volatile ConnectWorker connect;
  private volatile Registry registry;
  private volatile Postgres postgres;
  private volatile StreamsPart streams;
  private volatile LoaderLoop loaderLoop;
  private volatile Loader loader;
  private volatile Connectors connectors;
  private volatile List<EndedTransaction> repairedTransactions = List.of();

  Pipeline(DataFolder data, Ports ports, RunningParts parts, StartWait wait, Timeline timeline) {
    this.data = data;
    this.ports = ports;
    this.parts = parts;
    this.children = new Children(data.resolve("run/children"));
    this.wait = wait;
    this.timeline = timeline;
  }

  /**
   * Opens the engine, ends the processes that an interrupted run left behind, and makes sure that
   * the ports are free.
   */
  void claim(String engineName) throws Exception {
    engine = StandaloneEngine.open(engineName, System.getenv(), ports, data.path());
    children.endOrphans();
    Children.endUnrecorded(
        List.of(
            Postgres.ownPath(data.resolve("postgres")),
            Registry.ownPath(data.resolve("registry"))));
    ports.requireFree();
    Addresses.write(data.path(), ports);
    LocalEndpoints.useLocalCredentials();
  }

  /**
   * Starts everything but the producer. When it throws, no start is in progress any more.
   *
   * @throws IllegalStateException when a part does not start, or waiting was cancelled
   */
  void start(TweetFeed tweets, Path registryHome) throws Exception {
    Settings emulators = EmulatorSettings.standalone(System.getenv());
    ParallelStart registryStart = start("registry", () -> startRegistry(registryHome));
    ParallelStart postgresStart = start("PostgreSQL and loader", this::startPostgres);
    ParallelStart endpointsStart =
        start(
            "S3, Kinesis, X",
            () ->
                LocalEndpoints.start(
                    data.path(), Ports.HOST, ports, tweets.emulated(), emulators, parts));
    ParallelStart connectStart = ParallelStart.of(() -> {});
    try {
      step("broker", this::startBroker);
      connectStart =
          start(
              "Connect and connectors",
              () -> {
                startConnect();
                endpointsStart.join();
                wait.until("Kafka Connect is healthy", connect::healthy);
                createConnectors();
              });
      registryStart.join();
      step(
          "streams app started",
          () ->
              streams =
                  parts.add(StreamsPart.start(streamsSettings(), engine, ports.url(Port.STREAMS))));
      step("topology running", () -> wait.until("the topology is running", streams::running));
      connectStart.join();
      postgresStart.join();
    } catch (Exception e) {
      wait.giveUp();
      List.of(registryStart, postgresStart, endpointsStart, connectStart)
          .forEach(ParallelStart::settle);
      throw e;
    }
  }

  private void startBroker() throws Exception {
    Path kafka = data.resolve("kafka");
    if (KilledBroker.ranIn(kafka)) {
      try (KilledBroker killed = KilledBroker.startController(kafka, ports)) {
        wait.until("the controller has fenced the killed broker", killed::fenced);
      }
    }
    broker = parts.add(Broker.start(kafka, ports));
    endTransactionsOfDeadClients();
    broker.createTopics();
  }

  private void startConnect() {
    connect = parts.add(ConnectWorker.start(ports, variables()));
  }

  private void createConnectors() throws Exception {
    connectors = new Connectors(connect);
    connectors.create();
  }

  private ParallelStart start(String name, ParallelStart.Start start) {
    return ParallelStart.of(() -> step(name, start));
  }

  private void step(String name, ParallelStart.Start step) throws Exception {
    timeline.step(
        name,
        () -> {
          step.run();
          return null;
        });
  }

  /** Ends the transactions of clients that were killed, so that no reader waits for them. */
  private void endTransactionsOfDeadClients() throws Exception {
    try (TransactionRepair repair = new TransactionRepair(broker.clientProperties())) {
      repair.abortUndecided();
      wait.until("the transactions of the last run have ended", repair::drained);
      repairedTransactions = repair.endHanging();
    }
    repairedTransactions.forEach(ended -> LOG.warn("wrote a lost transaction marker: {}", ended));
  }

  /** Ends the child processes, in whatever state they are. */
  void endChildren() throws InterruptedException {
    try {
      children.endOrphans();
    } catch (IOException e) {
      LOG.error("cannot read the list of the child processes", e);
    }
  }

  /** Creates a producer for the tweets; the caller starts it. */
  IngestRun ingest(TweetFeed tweets) throws IOException {
    Map<String, String> settings =
        new HashMap<>(tweets.producer(ports.url(Port.X_API), data.resolve("ingest")));
    settings.put("sink", "kinesis");
    settings.put("kinesis.stream", LocalEndpoints.STREAM);
    settings.put("aws.endpoint", ports.url(Port.KINESIS));
    settings.put("aws.region", LocalEndpoints.REGION);
    settings.put("schema.registry.url", registry.address());
    return IngestRun.open(IngestConfig.of(settings, tweets.environment()));
  }

  /** Transactions that a killed run left open and that this start has ended. */
  List<EndedTransaction> repairedTransactions() {
    return repairedTransactions;
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
            Optional.empty(),
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
        LocalEndpoints.REGION,
        "KINESIS_ENDPOINT",
        ports.url(Port.KINESIS),
        "KINESIS_STREAM",
        LocalEndpoints.STREAM);
  }

  private StreamsSettings streamsSettings() {
    return StreamsSettings.of(
        Map.of(
            "application.id",
            StreamsPart.APPLICATION_ID,
            "kafka.bootstrap.servers",
            broker.address(),
            // The model takes about half of the time of a tweet, and the machine has a second core.
            "kafka.num.stream.threads",
            "2",
            "kafka.state.dir",
            data.resolve("streams").toString(),
            // After a crash, the group must not wait for the dead member longer than a start takes.
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
}
