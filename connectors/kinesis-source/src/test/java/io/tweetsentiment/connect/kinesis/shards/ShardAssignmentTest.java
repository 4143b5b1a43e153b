package io.tweetsentiment.connect.kinesis.shards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShardAssignmentTest {
  private static Shard open(String id) {
    return new Shard(id, List.of(), true);
  }

  private static Shard closed(String id) {
    return new Shard(id, List.of(), false);
  }

  @Test
  void shouldDealOpenShardsEvenlyWhenSomeAreClosed() {
    assertThat(
            ShardAssignment.of(
                List.of(closed("a"), open("b"), closed("c"), open("d"), open("e")), 2))
        .containsExactly(List.of("b", "e", "c"), List.of("d", "a"));
  }

  @Test
  void shouldNotStartIdleTasksWhenShardsAreFew() {
    assertThat(ShardAssignment.of(List.of(open("a"), open("b")), 5))
        .containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  void shouldNotDependOnTheOrderOfTheList() {
    assertThat(ShardAssignment.of(List.of(open("b"), closed("c"), open("a")), 2))
        .isEqualTo(ShardAssignment.of(List.of(open("a"), open("b"), closed("c")), 2));
  }
}
