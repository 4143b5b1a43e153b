package io.tweetsentiment.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShardProgressTest {

  @Test
  void shouldCompareSequenceNumbersAsNumbers() {
    assertThat(ShardProgress.behind(Map.of("s0", "9"), Map.of("s0", "10"))).isEmpty();
    assertThat(ShardProgress.behind(Map.of("s0", "10"), Map.of("s0", "9")))
        .hasValue("s0 at 9 of 10");
  }

  @Test
  void shouldWaitForAShardThatWasNotReadYet() {
    assertThat(ShardProgress.behind(Map.of("s0", "1", "s1", "1"), Map.of("s0", "1")))
        .hasValue("s1 at its start of 1");
    assertThat(ShardProgress.behind(Map.of(), Map.of())).isEmpty();
  }
}
