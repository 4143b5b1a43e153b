package io.tweetsentiment.standalone.parts;

import io.tweetsentiment.schemas.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Kafka broker and controller in this JVM, with its logs in a folder that survives a restart. */
public final class Broker implements RunningPart {

  private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

  /** Partitions of every topic of the pipeline. */
  public static final int PARTITIONS = 4;

  /**
   * Timeout of every transaction: seven days. A transaction that a killed run left open must not
   * time out while the broker starts, because its markers can be lost then. {@code
   * TransactionRepair} ends it when the broker has started.
   */
  public static final String TRANSACTION_TIMEOUT_MS = "604800000";

  private final Path folder;
  private final String address;
  private final KafkaRaftServer server;
  private volatile boolean alive;
  private volatile Optional<String> failure = Optional.empty();

  private Broker(Path folder, String address, KafkaRaftServer server) {
    this.folder = folder;
    this.address = address;
    this.server = server;
  }

  /**
   * Starts a broker; formats the folder the first time. A broker that was killed in this folder
   * must be fenced first, see {@link KilledBroker}.
   */
  public static Broker start(Path folder, Ports ports) throws Exception {
    return start(folder, ports, Map.of());
  }

  static Broker start(Path folder, Ports ports, Map<String, String> overrides) throws Exception {
    Properties properties = properties(folder, ports);
    properties.putAll(overrides);
    format(folder);
    KilledBroker.markRunning(folder);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    Broker broker = new Broker(folder, ports.address(Port.KAFKA), server);
    broker.takeHalts();
    server.startup();
    broker.alive = true;
    Thread watch = new Thread(broker::awaitEnd, "broker-watch");
    watch.setDaemon(true);
    watch.start();
    return broker;
  }

  /** Creates the topics of the pipeline that do not exist yet. */
  public void createTopics() throws InterruptedException {
    List<NewTopic> topics =
        new java.util.ArrayList<>(
            Topics.inOrder().stream()
                .map(
                    topic ->
                        new NewTopic(
                                topic.topicName(), Optional.of(PARTITIONS), Optional.of((short) 1))
                            .configs(topic.configs(Topics.DEFAULT_RETENTION)))
                .toList());
    topics.add(
        new NewTopic(Topics.CONNECT_DLQ, Optional.of(PARTITIONS), Optional.of((short) 1))
            .configs(Topics.deadLetterConfigs()));
    try (Admin admin = Admin.create(clientProperties())) {
      for (Map.Entry<String, org.apache.kafka.common.KafkaFuture<Void>> created :
          admin.createTopics(topics).values().entrySet()) {
        await(created);
      }
    }
  }

  /** The properties that a client needs to connect. */
  public Map<String, Object> clientProperties() {
    return Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address);
  }

  @Override
  public String name() {
    return Port.KAFKA.partName();
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public boolean alive() {
    return alive;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    try {
      KilledBroker.markStopped(folder);
    } catch (IOException e) {
      LOG.warn(
          "cannot remove the mark of a running broker; the next start will treat the broker as killed and take a few seconds longer",
          e);
    }
  }

  /**
   * A broker that cannot write its log halts the whole process, without a message, and leaves all
   * child processes behind. Instead, the broker becomes a part that has stopped, and the run ends
   * in order.
   */
  private void takeHalts() {
    Exit.Procedure died =
        (code, message) -> {
          failure =
              Optional.of(
                  message == null
                      ? "Kafka gave up (code " + code + "); is the disk of " + folder + " full?"
                      : message);
          alive = false;
        };
    Exit.setHaltProcedure(died);
    Exit.setExitProcedure(died);
  }

  @Override
  public Optional<String> failure() {
    return failure;
  }

  private void awaitEnd() {
    server.awaitShutdown();
    alive = false;
  }

  private static void await(Map.Entry<String, org.apache.kafka.common.KafkaFuture<Void>> created)
      throws InterruptedException {
    try {
      created.getValue().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("cannot create the topic " + created.getKey(), e);
      }
    }
  }

  private static void format(Path folder) throws Exception {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(folder);
    try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, "UTF-8")) {
      new Formatter()
          .setPrintStream(silent)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(1)
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName("CONTROLLER")
          .setIgnoreFormatted(true)
          .run();
    } catch (IOException e) {
      throw new IllegalStateException("cannot format the broker's folder " + folder, e);
    }
  }

  static Properties properties(Path folder, Ports ports) {
    String address = ports.address(Port.KAFKA);
    String controller = ports.address(Port.KAFKA_CONTROLLER);
    Properties properties = new Properties();
    properties.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@" + controller),
            Map.entry("listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controller),
            Map.entry("advertised.listeners", "PLAINTEXT://" + address),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("inter.broker.listener.name", "PLAINTEXT"),
            Map.entry("log.dirs", folder.toString()),
            Map.entry("num.partitions", Integer.toString(PARTITIONS)),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // Controller and broker are one process. After the process was suspended, the
            // controller must not treat the broker as dead, because markers are lost while a
            // partition has no leader.
            Map.entry("broker.session.timeout.ms", "3600000"),
            // After a crash, a group must not wait for its dead member longer than a start takes.
            Map.entry("group.min.session.timeout.ms", "1000"),
            Map.entry("transaction.max.timeout.ms", TRANSACTION_TIMEOUT_MS),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("log.index.size.max.bytes", "1048576"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("background.threads", "2")));
    return properties;
  }
}
