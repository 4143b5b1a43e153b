package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that cannot complete reports what it waits for, and ends. */
class IdleRunIT {

  @TempDir private Path folder;

  @Test
  void shouldEndWithTheReasonWhenNothingMoves() throws Exception {
    Path tweets =
        Files.writeString(
            folder.resolve("tweets.jsonl"),
            "{\"data\":{\"id\":\"1\",\"text\":\"t\",\"lang\":\"en\",\"created_at\":"
                + "\"2026-01-01T00:00:00Z\"},\"topic\":\"tea\"}\n");
    // Nobody listens on port 1.
    Map<String, String> engine = Map.of("STREAMS_HTTP_URL", "http://127.0.0.1:1/score");
    try (CommandProcess run =
        CommandProcess.standalone(
            folder,
            CommandProcess.freePorts(),
            engine,
            "--tweets",
            tweets.toString(),
            "--engine",
            "http",
            "--once",
            "--max-idle",
            "PT15S")) {
      assertThat(run.awaitExit()).as(run::err).isEqualTo(1);

      String waiting = "the topology: pending tweets: 1";
      assertThat(run.err()).contains("waiting for " + waiting);
      assertThat(run.err().strip().lines().reduce((first, last) -> last).orElseThrow())
          .startsWith("failed: no progress for ")
          .contains("--max-idle", waiting, "logs");
      assertThat(CommandProcess.data(folder).resolve("logs/pipeline.log")).isNotEmptyFile();
      CommandProcess.awaitEnd(CommandProcess.children(folder).values());
    }
  }
}
