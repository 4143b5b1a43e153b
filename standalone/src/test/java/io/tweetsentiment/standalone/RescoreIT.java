package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.standalone.parts.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded tweets that are scored fast, and scored again accurately while more arrive. */
@Tag("long")
class RescoreIT {

  private static final int TWEETS = 34_856;
  private static final List<String> AGAIN =
      List.of("rescore", "--engine", "local", "--set", "local.model=accurate");

  @TempDir Path folder;

  @Test
  void shouldEqualARunThatScoredAccuratelyFromTheStart() throws Exception {
    String tweets = Recorded.file("biden-4days.jsonl.gz").toString();
    BatchJobProcess.requireBuilt();
    Tables accurate;
    Files.createDirectories(folder.resolve("accurate"));
    Files.createDirectories(folder.resolve("fast"));
    Ports ports = CommandProcess.freePorts();
    try (CommandProcess run =
        CommandProcess.standalone(
            folder.resolve("accurate"), ports, Map.of(), "--tweets", tweets, "--topic", "biden")) {
      run.awaitComplete();
      accurate = Tables.of(ports);
    }

    Path place = folder.resolve("fast");
    Map<String, String> fast = Map.of("STREAMS_LOCAL_MODEL", "fast");
    String[] arguments = {"--tweets", tweets, "--topic", "biden"};
    Ports others = CommandProcess.freePorts();
    try (CommandProcess run = CommandProcess.standalone(place, others, fast, arguments)) {
      run.awaitStatus("a part is merged", status -> status.path("merged").asInt() > TWEETS / 4);
      try (CommandProcess killed = CommandProcess.tool(place, others, AGAIN)) {
        Awaitility.await("it scores")
            .atMost(CommandProcess.PATIENCE)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> killed.out().contains("texts to score"));
        killed.kill();
      }
      run.awaitComplete();
      assertThat(rescore(place, others)).contains("have a new sentiment of local-2-accurate");
      assertThat(rescore(place, others)).startsWith("0 texts to score");
      run.terminate();
    }
    try (CommandProcess run = CommandProcess.standalone(place, others, fast, arguments)) {
      assertThat(run.awaitComplete().required("merged").asInt()).isEqualTo(TWEETS);
      Tables rescored = Tables.of(others);
      Tables.requireEqual(accurate.tweet(), rescored.tweet());
      Tables.requireEqual(accurate.sentiment(), rescored.sentiment());
    }
    Path output = folder.resolve("batch");
    BatchJobProcess.run(CommandProcess.data(place).resolve("s3/tweet-sentiment/topics"), output);
    Tables.requireEqual(
        accurate.sentiment(),
        Tables.lines(Files.readString(BatchJobProcess.csv(output, "sentiment"))));
  }

  private static String rescore(Path place, Ports ports) throws Exception {
    try (CommandProcess tool = CommandProcess.tool(place, ports, AGAIN)) {
      assertThat(tool.awaitExit()).as(tool::err).isZero();
      return tool.out();
    }
  }
}
