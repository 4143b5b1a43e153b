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
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker and controller in this JVM, with its log in a folder that survives a restart. */
public final class Broker implements Part {

  /** Partitions of every topic of the pipeline. */
  public static final int PARTITIONS = 4;

  /**
   * Time-out of every transaction here, seven days: a transaction that a killed run left open must
   * not time out while the broker starts. Kafka 4.3.1 aborts it then before it can write all abort
   * markers, and the partitions without one stay closed to readers of committed data. {@link
   * #abortTransactionsOfDeadClients} ends it when the broker is up.
   */
  public static final String TRANSACTION_TIMEOUT_MS = "604800000";

  private final String address;
  private final KafkaRaftServer server;
  private volatile boolean alive;

  private Broker(String address, KafkaRaftServer server) {
    this.address = address;
    this.server = server;
  }

  /** Starts a broker; formats the folder the first time. */
  public static Broker start(Path folder, Ports ports) throws Exception {
    String address = ports.address(Port.KAFKA);
    String controller = ports.address(Port.KAFKA_CONTROLLER);
    format(folder);
    KafkaRaftServer server =
        new KafkaRaftServer(
            KafkaConfig.fromProps(properties(folder, address, controller), false), Time.SYSTEM);
    server.startup();
    Broker broker = new Broker(address, server);
    broker.alive = true;
    Thread watch = new Thread(broker::awaitEnd, "broker-watch");
    watch.setDaemon(true);
    watch.start();
    return broker;
  }

  /** Creates the topics of the pipeline that are not there yet. */
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
    topics.add(new NewTopic(Topics.CONNECT_DLQ, Optional.of(PARTITIONS), Optional.of((short) 1)));
    try (Admin admin = Admin.create(clientProperties())) {
      for (Map.Entry<String, org.apache.kafka.common.KafkaFuture<Void>> created :
          admin.createTopics(topics).values().entrySet()) {
        await(created);
      }
    }
  }

  /**
   * Ends the transactions that a killed run left open, so that nobody waits for them. To be called
   * before any client is started: all that are open then belong to clients of an earlier process.
   */
  public void abortTransactionsOfDeadClients() throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(clientProperties())) {
      List<String> open =
          admin
              .listTransactions(
                  new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
              .all()
              .get()
              .stream()
              .map(TransactionListing::transactionalId)
              .toList();
      if (!open.isEmpty()) {
        admin.fenceProducers(open).all().get();
      }
    }
  }

  /** What a client needs to attach. */
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

  private static Properties properties(Path folder, String address, String controller) {
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
            // A crash must not wait for a dead member longer than it takes to start again.
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
