package io.tweetsentiment.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void shouldKeepTheNamesThatUsersKnow() {
    assertThat(Topics.inOrder())
        .extracting(Topics::topicName)
        .containsExactly(
            "tweets.raw", "tweets.sentiment", "tweets.merged", "tweets.aggregate", "tweets.dlq");
  }

  @Test
  void shouldCompactOnlyTheAggregates() {
    assertThat(Topics.inOrder())
        .allSatisfy(topic -> assertThat(topic.deletes()).isEqualTo(topic != Topics.AGGREGATE));
    assertThat(Topics.AGGREGATE.configs(Duration.ofDays(1)))
        .containsOnly(java.util.Map.entry("cleanup.policy", "compact"));
  }

  @Test
  void shouldStateTheRetentionOfADeletableTopic() {
    assertThat(Topics.RAW.configs(Duration.ofDays(30))).containsEntry("retention.ms", "2592000000");
  }

  @Test
  void shouldHaveRoomForTheLargestRecordOfKinesis() {
    int mebibyte = 1_048_576;
    assertThat(mostBytes(Topics.RAW)).isGreaterThan(mebibyte + 10_000);
    assertThat(mostBytes(Topics.DLQ)).isGreaterThan(mostBytes(Topics.RAW) + 100_000);
    assertThat(Topics.deadLetterConfigs())
        .containsEntry("max.message.bytes", Integer.toString(mostBytes(Topics.DLQ)));
  }

  private static int mostBytes(Topics topic) {
    return Integer.parseInt(topic.configs(Duration.ofDays(1)).get("max.message.bytes"));
  }
}
