package io.tweetsentiment.connect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.connect.kinesis.metrics.ShardMetrics;
import io.tweetsentiment.connect.kinesis.shards.Position;
import java.time.Duration;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

class ShardReaderTest {
  private static final String SHARD = FakeKinesis.shardId(0);

  private final ManualClock clock = new ManualClock();
  private final FakeKinesis kinesis = new FakeKinesis(clock, 1);

  private final ShardMetrics metrics = new ShardMetrics();

  private ShardReader reader(Position from) {
    return new ShardReader(kinesis, FakeKinesis.STREAM, SHARD, from, 2, metrics);
  }

  private ShardReader since() {
    return reader(new Position.Since(clock.instant()));
  }

  @Test
  void shouldCountPagesRenewalsAndTheLag() {
    assertThat(metrics.getMillisBehindLatest()).isEqualTo(-1);
    for (int i = 0; i < 3; i++) {
      kinesis.put("k", "v" + i);
    }
    ShardReader reader = reader(new Position.TrimHorizon());
    reader.next();
    assertThat(metrics.getMillisBehindLatest()).isPositive();
    kinesis.expireIterators();
    reader.next();

    assertThat(metrics.getMillisBehindLatest()).isZero();
    assertThat(metrics.getReads()).isEqualTo(2);
    assertThat(metrics.getRenewals()).isEqualTo(1);
  }

  @Test
  void shouldReadPageByPageWhenBehind() {
    for (int i = 0; i < 3; i++) {
      kinesis.put("k", "v" + i);
    }
    ShardReader reader = reader(new Position.TrimHorizon());
    FetchedRecords first = reader.next();
    FetchedRecords second = reader.next();

    assertThat(FakeKinesis.texts(first)).containsExactly("v0", "v1");
    assertThat(first.millisBehind()).isPositive();
    assertThat(FakeKinesis.texts(second)).containsExactly("v2");
    assertThat(second.millisBehind()).isZero();
    assertThat(second.last()).isFalse();
  }

  @Test
  void shouldStartAfterTheCommittedRecord() {
    String read = kinesis.put("k", "v0");
    kinesis.put("k", "v1");

    assertThat(FakeKinesis.texts(reader(new Position.After(read)).next())).containsExactly("v1");
  }

  @Test
  void shouldStartAtTheFirstRecordThatArrivedSince() {
    kinesis.put("k", "old");
    clock.advance(Duration.ofSeconds(1));
    ShardReader reader = since();
    kinesis.put("k", "new");

    assertThat(FakeKinesis.texts(reader.next())).containsExactly("new");
  }

  @Test
  void shouldStartAtTheEndWhenTheClockOfKinesisIsBehind() {
    kinesis.put("k", "old");
    ShardReader reader = reader(new Position.Since(clock.instant().plusSeconds(5)));

    assertThat(reader.next().records()).isEmpty();
    kinesis.put("k", "new");
    assertThat(FakeKinesis.texts(reader.next())).containsExactly("new");
    assertThat(kinesis.iteratorTypes()).containsExactly("AT_TIMESTAMP", "LATEST");
  }

  @Test
  void shouldRenewAnExpiredIteratorFromTheLastRecord() {
    kinesis.put("k", "v0");
    kinesis.put("k", "v1");
    ShardReader reader = reader(new Position.TrimHorizon());
    reader.next();
    kinesis.put("k", "v2");
    kinesis.expireIterators();

    assertThat(FakeKinesis.texts(reader.next())).containsExactly("v2");
    assertThat(kinesis.iteratorTypes()).containsExactly("TRIM_HORIZON", "AFTER_SEQUENCE_NUMBER");
  }

  @Test
  void shouldLoseNothingWhenTheIteratorExpiresBeforeTheFirstRecord() {
    ShardReader reader = since();
    assertThat(reader.next().records()).isEmpty();
    clock.advance(Duration.ofMinutes(6));
    kinesis.put("k", "arrived while nobody read");
    kinesis.expireIterators();

    assertThat(FakeKinesis.texts(reader.next())).containsExactly("arrived while nobody read");
  }

  @Test
  void shouldGiveTheSamePageAgainAfterAnError() {
    kinesis.put("k", "v0");
    ShardReader reader = reader(new Position.TrimHorizon());
    kinesis.failReads(1, FakeKinesis::throttled);

    assertThatThrownBy(reader::next).isInstanceOf(SdkException.class);
    assertThat(FakeKinesis.texts(reader.next())).containsExactly("v0");
  }

  @Test
  void shouldEndWithTheClosedShard() {
    kinesis.put("k", "v0");
    kinesis.split(SHARD);
    kinesis.emptyPagesBeforeEnd(0);
    FetchedRecords page = reader(new Position.TrimHorizon()).next();

    assertThat(FakeKinesis.texts(page)).containsExactly("v0");
    assertThat(page.last()).isTrue();
  }

  @Test
  void shouldExplainHowToContinueWhenTheCommittedRecordIsGone() {
    String read = kinesis.put("k", "v0");
    kinesis.put("k", "v1");
    kinesis.trim(SHARD, 2);

    assertThatThrownBy(() -> reader(new Position.After(read)).next())
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining(SHARD)
        .hasMessageContaining(read)
        .hasMessageContaining("PATCH .../offsets")
        .hasMessageContaining("\"offset\":null");
  }

  @Test
  void shouldSayThatRecordsAreLostWhenTheShardIsGone() {
    kinesis.put("k", "v0");
    ShardReader reader = reader(new Position.TrimHorizon());
    reader.next();
    kinesis.expireShard(SHARD);

    assertThatThrownBy(reader::next)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining(SHARD)
        .hasMessageContaining("lost")
        .hasMessageContaining("Restart");
  }
}
