package io.tweetsentiment.standalone.parts;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * Runs the controller alone until it has fenced the broker that was killed in this folder. Without
 * this step, the broker would start with its old leaderships, lead no partition while the
 * controller replaces its old registration, and lose the end markers of transactions that end at
 * that moment (see {@code TransactionRepair}). The start would also wait for the session of the old
 * registration to expire.
 *
 * <p>Threading: used by one thread.
 */
public final class KilledBroker implements AutoCloseable {

  /** Marker file: exists while a broker runs in the folder, and after it was killed. */
  private static final String RUNNING = "broker.running";

  /** Kafka's file: written when a broker stops cleanly, removed when it starts. */
  private static final String STOPPED_IN_ORDER = ".kafka_cleanshutdown";

  private static final Duration SESSION = Duration.ofSeconds(1);

  /**
   * After this time with an active controller, every session has expired, even if the metric does
   * not show it.
   */
  private static final Duration ALL_SESSIONS_ENDED = SESSION.multipliedBy(5);

  private final KafkaRaftServer controller;
  private final Clock clock;
  private Instant activeSince;

  private KilledBroker(KafkaRaftServer controller, Clock clock) {
    this.controller = controller;
    this.clock = clock;
  }

  /** Whether a broker ran in this folder and did not stop in order. */
  public static boolean ranIn(Path folder) {
    return Files.exists(folder.resolve("__cluster_metadata-0"))
        && (Files.exists(folder.resolve(RUNNING))
            || !Files.exists(folder.resolve(STOPPED_IN_ORDER)));
  }

  static void markRunning(Path folder) throws IOException {
    Files.write(folder.resolve(RUNNING), new byte[0]);
  }

  /** Removes the mark if the broker has stopped in order. */
  static void markStopped(Path folder) throws IOException {
    if (Files.exists(folder.resolve(STOPPED_IN_ORDER))) {
      Files.deleteIfExists(folder.resolve(RUNNING));
    }
  }

  /** Starts the controller. */
  public static KilledBroker startController(Path folder, Ports ports) {
    Properties properties = Broker.properties(folder, ports);
    properties.putAll(
        Map.of(
            "process.roles",
            "controller",
            "listeners",
            "CONTROLLER://" + ports.address(Port.KAFKA_CONTROLLER),
            "broker.session.timeout.ms",
            Long.toString(SESSION.toMillis()),
            "broker.heartbeat.interval.ms",
            Long.toString(SESSION.toMillis() / 2)));
    properties.remove("advertised.listeners");
    properties.remove("inter.broker.listener.name");
    KafkaRaftServer controller =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    KilledBroker killed = new KilledBroker(controller, Clock.systemUTC());
    boolean started = false;
    try {
      controller.startup();
      started = true;
      return killed;
    } finally {
      if (!started) {
        killed.close();
      }
    }
  }

  /** Whether the killed broker is fenced, or was never registered. */
  public boolean fenced() {
    if (activeSince == null && metric("ActiveControllerCount") > 0) {
      activeSince = clock.instant();
    }
    return metric("FencedBrokerCount") > 0
        || (activeSince != null && clock.instant().isAfter(activeSince.plus(ALL_SESSIONS_ENDED)));
  }

  @Override
  public void close() {
    controller.shutdown();
    controller.awaitShutdown();
  }

  private static int metric(String name) {
    try {
      ObjectName bean = new ObjectName("kafka.controller:type=KafkaController,name=" + name);
      return (Integer) ManagementFactory.getPlatformMBeanServer().getAttribute(bean, "Value");
    } catch (InstanceNotFoundException e) {
      return 0;
    } catch (JMException e) {
      throw new IllegalStateException("the controller has no metric " + name, e);
    }
  }
}
