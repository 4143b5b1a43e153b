package io.tweetsentiment.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.standalone.transactions.EndedTransaction;
import io.tweetsentiment.standalone.transactions.TransactionRepair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is killed in the middle of commits. */
@Tag("long")
class KilledBrokerIT {

  /** More with {@code -Dbroker.kills=100}. */
  private static final int KILLS = Integer.getInteger("broker.kills", 2);

  private static final long SEED = Long.getLong("broker.seed", System.nanoTime());

  @TempDir private Path folder;
  private final Random random = new Random(SEED);
  private final Ports ports = freePorts();

  @Test
  void shouldLoseNoMarkerWhenTheControllerFencesTheKilledBrokerBeforeItStarts() throws Exception {
    Path place = folder.resolve("kafka");
    for (int kill = 0; kill < KILLS; kill++) {
      runAndKill(place, "start-" + kill);
      assertThat(KilledBroker.ranIn(place)).isTrue();
      try (KilledBroker killed = KilledBroker.startController(place, ports)) {
        Awaitility.await("fenced").atMost(Duration.ofSeconds(30)).until(killed::fenced);
      }
      assertThat(repair(place, Map.of())).as("transactions without an end, seed " + SEED).isEmpty();
      assertThat(KilledBroker.ranIn(place)).as("after an orderly stop").isFalse();
    }
  }

  /**
   * Kafka's own start: the broker begins with its old leaderships while its old session is valid.
   */
  @Test
  void shouldEndEveryTransactionAsItWasDecidedWhenMarkersMayBeLost() throws Exception {
    Path place = folder.resolve("kafka");
    int ended = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      runAndKill(place, "start-" + kill);
      ended += repair(place, Map.of("broker.session.timeout.ms", "9000")).size();
    }
    System.out.printf("seed %d, kills %d, transactions ended %d%n", SEED, KILLS, ended);
  }

  private static Ports freePorts() {
    while (true) {
      Ports ports = new Ports(new Random().nextInt(10_000, 23_000));
      try {
        ports.requireFree();
        return ports;
      } catch (CommandException e) {
        // Tries another offset.
      }
    }
  }

  private void runAndKill(Path place, String name) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            CommittingClients.class.getName(),
            place.toString(),
            Integer.toString(ports.offset()),
            name);
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      Awaitility.await("the clients commit")
          .atMost(Duration.ofMinutes(2))
          .until(() -> Files.readString(log).contains("running"));
      // A random pause, so that the moment of the kill varies.
      process.waitFor(random.nextInt(2_000), TimeUnit.MILLISECONDS);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private List<EndedTransaction> repair(Path place, Map<String, String> overrides)
      throws Exception {
    Broker broker = Broker.start(place, ports, overrides);
    try (TransactionRepair repair = new TransactionRepair(broker.clientProperties())) {
      repair.abortUndecided();
      Awaitility.await("decided transactions have ended")
          .atMost(Duration.ofMinutes(1))
          .until(repair::drained);
      List<EndedTransaction> ended = repair.endHanging();
      assertThat(repair.hanging()).isEmpty();
      try (CommittedData data = new CommittedData(broker.clientProperties())) {
        for (int client = 0; client < CommittingClients.CLIENTS; client++) {
          data.requireWhole(client);
        }
      }
      return ended;
    } finally {
      broker.close();
    }
  }
}
