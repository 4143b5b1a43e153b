package io.tweetsentiment.standalone.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a worker again and again while records are put and shards change: each record is in Kafka
 * once. {@code -Dkill.loop=100 -Dkill.seed=1} repeats other numbers and moments.
 */
@Tag("long")
class SourceKillLoopIT {
  private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
  private static final int KILLS = Integer.getInteger("kill.loop", 20);
  private static final String STREAM = "killed";
  private static final long BETWEEN_PUTS_MS = 100;

  @TempDir private Path folder;
  private final AtomicBoolean putting = new AtomicBoolean(true);

  @Test
  void shouldLoseAndRepeatNothing() throws Exception {
    say("seed " + SEED + ", kills " + KILLS);
    Random random = new Random(SEED);
    Ports ports = new Ports(random.nextInt(10_000, 23_000));
    try (SourceParts parts = SourceParts.start(folder, ports, Map.of())) {
      parts.createStream(STREAM, 2);
      parts.createTopic(STREAM, Map.of());
      SentRecords sent = new SentRecords(parts.kinesis(), STREAM, SEED);
      Thread load = new Thread(() -> load(sent), "load");
      load.start();
      try {
        for (int kill = 1; kill <= KILLS; kill++) {
          // The second half of the kills meets enhanced fan-out.
          killOnce(parts, ports, random, kill, kill > KILLS / 2 ? "fanout" : "polling");
          if (kill % 5 == 2) {
            sent.split();
          } else if (kill % 5 == 4) {
            sent.merge();
          }
        }
      } finally {
        putting.set(false);
        load.join();
      }
      try (WorkerProcess last = worker(parts, ports)) {
        last.put(STREAM, config(parts, "fanout"));
        sent.requireEachOnceAndInOrder(
            parts.awaitRecords(
                STREAM,
                sent.sent(),
                Duration.ofMinutes(5),
                seen -> assertThat(last.isAlive()).as("%s", last.log()).isTrue()));
      }
      say(sent.sent() + " records, each once");
    }
  }

  private void killOnce(SourceParts parts, Ports ports, Random random, int kill, String readMode)
      throws Exception {
    try (WorkerProcess worker = worker(parts, ports)) {
      long began = System.nanoTime();
      if (kill % 4 == 0) {
        // While it starts.
        TimeUnit.MILLISECONDS.sleep(random.nextInt(8_000));
      } else {
        worker.put(STREAM, config(parts, readMode));
        long before = end(parts);
        await()
            .atMost(Duration.ofMinutes(2))
            .failFast("the worker ended: " + worker.log(), () -> !worker.isAlive())
            .until(() -> end(parts) > before);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
      }
      worker.kill();
      say(
          String.format(
              "kill %d (%s) %d ms after the start, %d in the log",
              kill, readMode, (System.nanoTime() - began) / 1_000_000, end(parts)));
    }
  }

  private WorkerProcess worker(SourceParts parts, Ports ports) throws Exception {
    return WorkerProcess.start(folder, parts.bootstrapServers(), ports.of(Port.CONNECT));
  }

  private static Map<String, String> config(SourceParts parts, String readMode) throws Exception {
    return parts.instance(
        STREAM,
        Map.of(
            "kafka.topic",
            STREAM,
            "tasks.max",
            "2",
            "kinesis.read.mode",
            readMode,
            "kinesis.shard.sync.interval.ms",
            "500"));
  }

  private static long end(SourceParts parts) throws Exception {
    TopicPartition partition = new TopicPartition(STREAM, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", parts.bootstrapServers()))) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }

  private void load(SentRecords sent) {
    try {
      while (putting.get()) {
        sent.put(30);
        TimeUnit.MILLISECONDS.sleep(BETWEEN_PUTS_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say(String line) {
    System.out.println("kill loop of the source: " + line);
  }
}
