package io.tweetsentiment.connect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.connect.kinesis.config.BackoffSettings;
import io.tweetsentiment.connect.kinesis.metrics.ShardMetrics;
import io.tweetsentiment.connect.kinesis.shards.Position;
import java.time.Duration;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class EndProbeTest {
  private static final String SHARD = FakeKinesis.shardId(0);

  private final ManualClock clock = new ManualClock();
  private final FakeKinesis kinesis = new FakeKinesis(clock, 1);
  private final BackoffSettings settings =
      new BackoffSettings(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofSeconds(1),
          Duration.ofMinutes(1));
  private final EndProbe probe =
      new EndProbe(
          (shard, from) ->
              new ShardReader(kinesis, FakeKinesis.STREAM, shard, from, 1, new ShardMetrics()),
          new KinesisBackoff(settings, clock));

  @Test
  void shouldSeeTheEndOnlyAfterTheLastRecordIsCommitted() {
    String first = kinesis.put("k", "v0");
    String last = kinesis.put("k", "v1");
    kinesis.split(SHARD);

    assertThat(probe.ended(SHARD, new Position.TrimHorizon())).isFalse();
    assertThat(probe.ended(SHARD, new Position.After(first))).isFalse();
    assertThat(probe.ended(SHARD, new Position.After(last))).isTrue();
  }

  @Test
  void shouldFollowEmptyPagesToTheEnd() {
    String last = kinesis.put("k", "v0");
    kinesis.split(SHARD);
    kinesis.emptyPagesBeforeEnd(2);

    assertThat(probe.ended(SHARD, new Position.After(last))).isTrue();
  }

  @Test
  void shouldReachTheEndOfAQuietShardOverSeveralProbes() {
    String last = kinesis.put("k", "v0");
    kinesis.split(SHARD);
    kinesis.emptyStretch(SHARD, 50);
    Position from = new Position.After(last);
    int probes = 1;
    while (!probe.ended(SHARD, from) && probes < 100) {
      probes++;
    }

    assertThat(probes).isBetween(2, 20);
    assertThat(kinesis.iteratorTypes())
        .as("iterators: each probe continues where the previous one stopped")
        .hasSize(1);
  }

  @Test
  void shouldProbeFromTheNewPositionWhenMoreIsCommitted() {
    String first = kinesis.put("k", "v0");
    String last = kinesis.put("k", "v1");
    kinesis.split(SHARD);
    kinesis.emptyStretch(SHARD, 6);

    assertThat(probe.ended(SHARD, new Position.After(first))).isFalse();
    assertThat(probe.ended(SHARD, new Position.After(first))).as("v1 is not committed").isFalse();
    assertThat(probe.ended(SHARD, new Position.After(first)))
        .as("v1 is still not committed")
        .isFalse();
    assertThat(probe.ended(SHARD, new Position.After(last))).isFalse();
    assertThat(probe.ended(SHARD, new Position.After(last))).isTrue();
  }

  @Test
  void shouldNotWaitForAShardThatExpired() {
    kinesis.put("k", "v0");
    kinesis.split(SHARD);
    assertThat(probe.ended(SHARD, new Position.TrimHorizon())).isFalse();
    kinesis.expireShard(SHARD);

    assertThat(probe.ended(SHARD, new Position.TrimHorizon())).isTrue();
  }

  @Test
  void shouldNotCallAnOpenShardEnded() {
    assertThat(probe.ended(SHARD, new Position.TrimHorizon())).isFalse();
  }

  @Test
  void shouldRetryWhenThrottledAndFailAfterTheRetryTimeout() {
    kinesis.split(SHARD);
    kinesis.failReads(2, FakeKinesis::throttled);
    assertThat(probe.ended(SHARD, new Position.TrimHorizon())).isFalse();
    clock.advance(Duration.ofHours(1));
    assertThat(probe.ended(SHARD, new Position.TrimHorizon())).isFalse();
    assertThat(probe.ended(SHARD, new Position.TrimHorizon())).isTrue();

    kinesis.failReads(2, FakeKinesis::unavailable);
    assertThat(probe.ended(SHARD, new Position.TrimHorizon())).isFalse();
    clock.advance(Duration.ofMinutes(1));
    assertThatThrownBy(() -> probe.ended(SHARD, new Position.TrimHorizon()))
        .isInstanceOf(ConnectException.class);
  }
}
