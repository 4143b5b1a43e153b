package io.tweetsentiment.producer.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SequenceNumbersTest {

  @Test
  void shouldKeepTheGreatestNumberOfEachShard() {
    SequenceNumbers numbers = new SequenceNumbers();
    numbers.add("a", "49590338271490256608559692538361571095921575989136588898");
    numbers.add("a", "9");
    numbers.addAll(Map.of("b", "10", "a", "8"));
    numbers.add("b", "9");
    assertThat(numbers.snapshot())
        .containsEntry("a", "49590338271490256608559692538361571095921575989136588898")
        .containsEntry("b", "10")
        .hasSize(2);
  }
}
