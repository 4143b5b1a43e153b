package io.tweetsentiment.connect.kinesis.shards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LineageTest {
  private static final Lineage LINEAGE =
      Lineage.of(
          List.of(
              new Shard("a", List.of("expired"), false),
              new Shard("b", List.of(), false),
              new Shard("m", List.of("a", "b"), false),
              new Shard("m1", List.of("m"), true),
              new Shard("x", List.of(), true)));

  @Test
  void shouldFindBothParentsOfAMergeAndExpiredAncestors() {
    assertThat(LINEAGE.ancestors("m1")).containsExactly("m", "a", "b", "expired");
    assertThat(LINEAGE.ancestors("x")).isEmpty();
    assertThat(LINEAGE.lists("expired")).isFalse();
    assertThat(LINEAGE.lists("a")).isTrue();
  }

  @Test
  void shouldTellATaskOnlyWhatConcernsIt() {
    assertThat(LINEAGE.restrictedTo(List.of("b", "x")).parents())
        .isEqualTo(Map.of("b", List.of(), "x", List.of()));
    assertThat(LINEAGE.restrictedTo(List.of("m")).parents().keySet())
        .containsExactly("m", "a", "b");
  }

  @Test
  void shouldTravelAsProperties() {
    TaskShards shards =
        new TaskShards(
            List.of("m1", "x"),
            LINEAGE,
            Set.of("m1"),
            Set.of("m1", "m"),
            Instant.ofEpochMilli(1_700_000_000_123L));
    TaskShards none =
        new TaskShards(
            List.of("x"), LINEAGE.restrictedTo(List.of("x")), Set.of(), Set.of(), Instant.EPOCH);

    assertThat(TaskShards.of(shards.properties())).isEqualTo(shards);
    assertThat(TaskShards.of(none.properties())).isEqualTo(none);
  }

  @Test
  void shouldStartWhereTheShardsHistorySays() {
    Position latest = new Position.Since(Instant.EPOCH);
    StartPositions start =
        new StartPositions(
            latest,
            LINEAGE,
            Set.of("x"),
            Map.of("a", new Position.After("7"), "expired", new Position.After("3")));

    assertThat(start.of("a")).isEqualTo(new Position.After("7"));
    assertThat(start.of("b")).as("no committed offset").isEqualTo(latest);
    assertThat(start.of("m1")).as("an ancestor was read").isEqualTo(new Position.TrimHorizon());
    assertThat(start.of("x")).as("appeared later").isEqualTo(new Position.TrimHorizon());
    assertThat(start.with(Map.of()).of("m1")).isEqualTo(latest);
    assertThat(start.lostAncestor("m1")).isTrue();
    assertThat(start.lostAncestor("b")).isFalse();
  }
}
