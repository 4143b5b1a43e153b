package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.standalone.bench.broken.BrokenMix;
import io.tweetsentiment.standalone.bench.broken.Findings;
import io.tweetsentiment.standalone.bench.live.ObservedRun;
import io.tweetsentiment.standalone.parts.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken records of every kind among good ones: no record disappears. */
class BrokenMixIT {

  private static final int COUNT = 1_000;

  @TempDir Path folder;

  @Test
  void shouldAccountForEachBrokenRecordAndLoadEachGoodOne() throws Exception {
    Path files = Files.createDirectories(folder.resolve("files"));
    BrokenMix mix = BrokenMix.write(files, 1, COUNT, Pattern.compile(""));
    List<String> args = new ArrayList<>();
    mix.files().forEach(file -> args.addAll(List.of("--tweets", file.toString())));
    Ports ports = CommandProcess.freePorts();
    try (CommandProcess run =
        CommandProcess.standalone(folder, ports, Map.of(), args.toArray(String[]::new))) {
      Findings found = mix.follow(ports, new LiveRun(run));

      assertThat(found.missing()).isEmpty();
      assertThat(found.accounted()).isEqualTo(found.broken());
      assertThat(found.merged()).isEqualTo(found.good()).isEqualTo(COUNT);
      // Refused records must not keep the run from completing.
      run.awaitComplete();
      assertThat(run.terminate()).as("what the system gives for SIGTERM").isEqualTo(143);
    }
  }

  private record LiveRun(CommandProcess run) implements ObservedRun {

    @Override
    public void awaitUp() {
      run.awaitStatus(
          "all parts are up",
          status -> List.of("running", "complete").contains(status.path("state").asText()));
    }

    @Override
    public void pause() throws InterruptedException {
      if (run.status().isEmpty()) {
        throw new AssertionError("the run does not answer; it printed " + run.err());
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }
}
