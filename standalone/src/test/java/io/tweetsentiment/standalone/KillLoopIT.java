package io.tweetsentiment.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.standalone.parts.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills at random moments of small replays, each followed by a start on the same folder. A portion
 * of any size: {@code -Plong -Dkill.loop=300 -Dkill.seed=1}; each replay and its outcome is a line
 * of {@code target/kill-loop.txt}.
 */
@Tag("long")
class KillLoopIT {

  private static final int KILLS = Integer.getInteger("kill.loop", 10);
  private static final int KILLS_A_REPLAY = 5;
  private static final long SEED = Long.getLong("kill.seed", System.nanoTime());

  /** From before the first part runs until after everything is loaded. */
  private static final int LATEST_KILL_MS = 25_000;

  private static final Path REPORT = Path.of("target", "kill-loop.txt");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final Random random = new Random(SEED);
  private final Ports ports = CommandProcess.freePorts();
  private InventedTweets.Made tweets;

  @Test
  void shouldStartAndEndWithTheSameTablesAfterEachKill() throws Exception {
    say(String.format("seed %d, kills %d, folder %s", SEED, KILLS, folder));
    tweets = InventedTweets.write(folder.resolve("tweets.jsonl.gz"), SEED);
    Tables undisturbed = complete(Files.createDirectories(folder.resolve("undisturbed")));
    int repaired = 0;
    for (int killed = 0, replay = 0; killed < KILLS; replay++) {
      Path place = Files.createDirectories(folder.resolve("replay-" + replay));
      int kills = Math.min(KILLS_A_REPLAY, KILLS - killed);
      for (int i = 0; i < kills; i++) {
        killAfter(place, random.nextInt(LATEST_KILL_MS));
      }
      Tables tables = complete(place);
      Tables.requireEqual(undisturbed.tweet(), tables.tweet());
      Tables.requireEqual(undisturbed.sentiment(), tables.sentiment());
      killed += kills;
      long repairs = repairs(place);
      repaired += repairs > 0 ? 1 : 0;
      say(
          String.format(
              "replay %d: %d kills so far, tables equal, %d markers written",
              replay, killed, repairs));
      delete(place);
    }
    say(String.format("done: %d kills, replays that needed a repair: %d", KILLS, repaired));
  }

  private CommandProcess start(Path place) throws IOException {
    return CommandProcess.standalone(place, ports, Map.of(), "--tweets", tweets.file().toString());
  }

  private void killAfter(Path place, int millis) throws Exception {
    CommandProcess run = start(place);
    if (run.endsWithin(millis)) {
      throw new AssertionError("a start ended by itself: " + run.err());
    }
    run.kill();
  }

  private Tables complete(Path place) throws Exception {
    try (CommandProcess run = start(place)) {
      JsonNode status = run.awaitComplete();
      Sums.requireEqual(status);
      return Tables.of(ports);
    }
  }

  private static long repairs(Path place) throws IOException {
    try (Stream<String> log =
        Files.lines(CommandProcess.data(place).resolve("logs").resolve("pipeline.log"))) {
      return log.filter(line -> line.contains("wrote a lost transaction marker")).count();
    }
  }

  private static void delete(Path place) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static void say(String what) throws IOException {
    String line = java.time.Instant.now() + " " + what + "\n";
    System.out.print(line);
    Files.writeString(REPORT, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
