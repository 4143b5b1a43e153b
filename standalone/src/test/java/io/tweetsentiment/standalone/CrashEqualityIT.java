package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed repeatedly leaves the same data as an undisturbed run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashEqualityIT {

  private static final long SEED = 2_026;

  @TempDir static Path folder;

  private final List<CommandProcess> started = new ArrayList<>();
  private InventedTweets.Made tweets;
  private Tables undisturbed;

  @BeforeAll
  void invent() throws Exception {
    tweets = InventedTweets.write(folder.resolve("tweets.jsonl.gz"), SEED);
  }

  @AfterEach
  void end() throws Exception {
    for (CommandProcess command : started) {
      command.close();
    }
    started.clear();
  }

  private CommandProcess run(Path place, Ports ports) throws Exception {
    Files.createDirectories(place);
    CommandProcess command =
        CommandProcess.standalone(place, ports, Map.of(), "--tweets", tweets.file().toString());
    started.add(command);
    return command;
  }

  @Test
  @Order(1)
  void shouldCountEveryRecordOnceAndLeaveNoProcessWhenItIsToldToStop() throws Exception {
    Path place = folder.resolve("undisturbed");
    CommandProcess run = run(place, CommandProcess.freePorts());

    JsonNode status = run.awaitComplete();
    Sums.requireEqual(status);
    assertThat(status.required("received").asInt()).isEqualTo(tweets.lines());
    assertThat(status.required("merged").asInt()).isEqualTo(tweets.tweets());
    assertThat(status.required("loaded_tweets").asInt()).isEqualTo(tweets.tweets());
    assertThat(status.required("dead_lettered").asInt()).isEqualTo(InventedTweets.UNUSABLE);
    assertThat(status.required("pending").asInt()).isZero();
    undisturbed = Tables.of(run.ports());
    assertThat(undisturbed.sentiment()).hasSize(status.required("loaded_windows").asInt());

    Path other = Files.createDirectories(folder.resolve("other"));
    CommandProcess second =
        CommandProcess.standalone(
            other, run.ports(), Map.of(), "--tweets", tweets.file().toString());
    started.add(second);
    assertThat(second.awaitExit()).isEqualTo(2);
    assertThat(second.err())
        .hasLineCount(1)
        .contains("port " + run.ports().of(Port.PAGE), "page", "--port-offset")
        .doesNotContain("Exception");

    CommandProcess same =
        CommandProcess.standalone(
            place, CommandProcess.freePorts(), Map.of(), "--tweets", tweets.file().toString());
    assertThat(same.awaitExit()).isEqualTo(2);
    assertThat(same.err()).contains("another run", "--data").hasLineCount(1);

    Map<String, Long> children = CommandProcess.children(place);
    assertThat(children).containsOnlyKeys("registry", "postgres");
    assertThat(CommandProcess.living(children.values())).hasSize(2);
    assertThat(run.terminate()).as("what the system gives for SIGTERM").isEqualTo(143);
    CommandProcess.awaitEnd(children.values());
  }

  @Test
  @Order(2)
  void shouldLeaveTheSameTablesWhenItIsKilledAtThreeMoments() throws Exception {
    Path place = folder.resolve("killed");
    Ports ports = CommandProcess.freePorts();
    int last = tweets.tweets();
    CommandProcess run =
        new KilledRun(place, ports, "--tweets", tweets.file().toString()).killAtThreeMoments(last);
    started.add(run);

    JsonNode status = run.awaitComplete();
    Sums.requireEqual(status);
    assertThat(status.required("merged").asInt()).isEqualTo(last);
    assertThat(status.required("dead_lettered").asInt())
        .isGreaterThanOrEqualTo(InventedTweets.UNUSABLE);
    Tables tables = Tables.of(ports);
    Tables.requireEqual(undisturbed.tweet(), tables.tweet());
    Tables.requireEqual(undisturbed.sentiment(), tables.sentiment());

    Map<String, Long> children = CommandProcess.children(place);
    ProcessHandle.of(children.get("registry")).orElseThrow().destroyForcibly();
    assertThat(run.awaitExit()).isEqualTo(1);
    assertThat(run.err()).contains("registry at " + ports.url(Port.REGISTRY), "stopped");
    CommandProcess.awaitEnd(children.values());
  }
}
