package io.tweetsentiment.standalone.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

  @Test
  void psAndTheFilesOfTheSystemAgree() throws Exception {
    List<ProcessHandle> self = List.of(ProcessHandle.current());

    assertThat(ResidentMemory.of(self))
        .isCloseTo(ResidentMemory.fromPs(self), Percentage.withPercentage(25));
  }

  @Test
  void aProcessThatHasEndedCountsNothing() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();

    assertThat(ResidentMemory.of(List.of(ended.toHandle()))).isZero();
  }
}
