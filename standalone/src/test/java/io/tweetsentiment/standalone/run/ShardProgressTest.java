package io.tweetsentiment.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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

  @Test
  void shouldReadConnectsAnswer() throws Exception {
    String offsets =
        """
        [{"partition": {"stream": "tweets", "shard": "s0"}, "offset": {"sequence": "7"}},
         {"partition": {"stream": "tweets", "shard": "s1"}, "offset": null}]
        """;

    assertThat(ShardProgress.committed(new ObjectMapper().readTree(offsets), "shard", "sequence"))
        .isEqualTo(Map.of("s0", "7"));
  }
}
