package io.tweetsentiment.streams.rescore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.streams.wire.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TopicTweetsTest {

  private static final TopicPartition RAW = new TopicPartition("raw", 0);
  private static final TopicPartition SENTIMENT = new TopicPartition("sentiment", 0);

  @Test
  void shouldGoOnAtTheNewStartWhenRetentionDeletesWhatIsBeingRead() {
    assertThat(TopicTweets.settings(Map.of("auto.offset.reset", "latest")))
        .containsEntry("auto.offset.reset", "earliest");
  }

  @Test
  void shouldNotWaitForEverForABrokerThatGivesNothing() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    for (TopicPartition one : List.of(RAW, SENTIMENT)) {
      consumer.updatePartitions(
          one.topic(),
          List.of(new PartitionInfo(one.topic(), 0, Node.noNode(), new Node[0], new Node[0])));
    }
    consumer.updateBeginningOffsets(Map.of(RAW, 0L, SENTIMENT, 0L));
    consumer.updateEndOffsets(Map.of(RAW, 7L, SENTIMENT, 0L));
    AtomicLong nanos = new AtomicLong();
    try (WireFormat wire = WireFormat.connect(Map.of("schema.registry.url", "mock://stalled"));
        TopicTweets tweets =
            new TopicTweets(
                consumer,
                wire,
                "raw",
                "sentiment",
                () -> nanos.addAndGet(Duration.ofSeconds(30).toNanos()))) {
      assertThatThrownBy(() -> tweets.tweets(0, tweet -> {}))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("raw-0 after offset 0, although it has them up to 7");
      tweets.sentiments(0, sentiment -> {});
    }
  }
}
