package io.tweetsentiment.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.cli.Program;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, killed at random moments and started again, until everything is there. */
class IngestKillTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant FROM = Instant.parse("2020-10-21T00:00:00Z");
  private static final Instant TO = Instant.parse("2020-10-21T06:00:00Z");
  private static final int TWEETS = 3_600;
  private static final int PAGE = 10;
  private static final int WORKERS = 4;

  @TempDir private Path folder;
  private final AtomicReference<Process> running = new AtomicReference<>();

  @Test
  void shouldLoseNothingWhenItIsKilledAtThreeMoments() throws Exception {
    killAndCheck(3);
  }

  @Tag("long")
  @Test
  void shouldLoseNothingWhenItIsKilledAtTwentyMoments() throws Exception {
    killAndCheck(20);
  }

  private void killAndCheck(int kills) throws Exception {
    long seed = Long.getLong("kill.seed", System.nanoTime());
    System.out.println("kill.seed=" + seed);
    Random random = new Random(seed);
    try (FakeX x = new FakeX()) {
      x.with("biden", FROM, TO, TWEETS, 1_000);
      Set<Integer> moments = new HashSet<>();
      while (moments.size() < kills) {
        moments.add(1 + random.nextInt(TWEETS / PAGE - 1));
      }
      Map<String, Integer> pages = new HashMap<>();
      x.trouble(
          request -> {
            synchronized (pages) {
              pages.merge(
                  request.get("start_time") + " " + request.get("next_token"), 1, Integer::sum);
              if (moments.remove(x.requests().size())) {
                // The moment between request, answer, sink and journal is the machine's choice.
                running.get().destroyForcibly();
              }
              return null;
            }
          });
      int starts = 0;
      int code;
      do {
        starts++;
        code = start(x);
      } while (code != 0 && starts <= 2 * kills + 3);
      assertThat(code).as("exit code of the last start; output:\n%s", output()).isZero();
      assertThat(moments).as("moments that were not reached").isEmpty();

      int twice = pages.values().stream().mapToInt(times -> times - 1).sum();
      System.out.println(kills + " kills, " + twice + " pages were asked for twice");
      assertThat(pages).hasSize(TWEETS / PAGE);
      assertThat(twice)
          .as("at most the slices at work at each kill")
          .isLessThanOrEqualTo(kills * WORKERS);
      List<String> ids = new ArrayList<>();
      for (String line : Files.readAllLines(folder.resolve("tweets.jsonl"))) {
        ids.add(JSON.readTree(line).at("/data/id").asText());
      }
      assertThat(new HashSet<>(ids)).hasSize(TWEETS);
      assertThat(ids).hasSizeLessThanOrEqualTo(TWEETS + twice * PAGE);
    }
  }

  private int start(FakeX x) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                "ingest",
                "--topic",
                "biden",
                "--from",
                FROM.toString(),
                "--to",
                TO.toString(),
                "--sink",
                "file"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(output);
    Map<String, String> environment = builder.environment();
    environment.put("X_BEARER_TOKEN", FakeX.TOKEN);
    environment.put("PRODUCER_X_BASE_URL", x.url());
    environment.put("PRODUCER_X_HTTP_VERSION", "1.1");
    environment.put("PRODUCER_X_MAX_RESULTS", Integer.toString(PAGE));
    environment.put("PRODUCER_WORKERS", Integer.toString(WORKERS));
    environment.put("PRODUCER_SINK_FILE", folder.resolve("tweets.jsonl").toString());
    environment.put("PRODUCER_CHECKPOINT_FILE", folder.resolve("run.jsonl").toString());
    Process process = builder.start();
    running.set(process);
    try {
      assertThat(process.waitFor(120, SECONDS)).as("the process ends").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private File output;

  @org.junit.jupiter.api.BeforeEach
  void output(@TempDir Path logs) {
    output = logs.resolve("out.txt").toFile();
  }

  private String output() throws Exception {
    return Files.readString(output.toPath(), UTF_8);
  }
}
