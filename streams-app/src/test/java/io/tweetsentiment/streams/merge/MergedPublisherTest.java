package io.tweetsentiment.streams.merge;

import static io.tweetsentiment.streams.TestTweets.tweet;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.streams.TestPipeline;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MergedPublisherTest {

  private final TestPipeline pipeline = new TestPipeline();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void shouldCutAndFlagWhenAValueIsWiderThanItsColumn() {
    pipeline.tweets(
        tweet("7200", "a language of 300 letters")
            .setLang("en-" + "e".repeat(297))
            .setName("😀".repeat(20_000)),
        tweet("7000", "a fine day"));

    MergedTweet wide = pipeline.merged().get("7200 espresso");
    assertThat(wide.getLang()).hasSize(256);
    assertThat(wide.getName().getBytes(UTF_8)).hasSize(65_532);
    assertThat(pipeline.counted()).containsEntry("cut", 1L).containsEntry("merged", 2L);
    assertThat(cutOf("7200")).isEqualTo("lang,name");
    assertThat(cutOf("7000")).isNull();
  }

  @Test
  void shouldDeadLetterWhenAKeyIsWiderThanItsColumn() {
    pipeline.tweets(
        tweet("1".repeat(513), "good"),
        tweet("2", "good").setTopic("t".repeat(1_025)),
        tweet("3", "good"));

    assertThat(pipeline.deadLetters)
        .map(letter -> new String(letter.headers().lastHeader("reason").value(), UTF_8))
        .containsExactly(
            "tweet_id has 513 bytes of UTF-8; the warehouse holds 512",
            "topic has 1025 bytes of UTF-8; the warehouse holds 1024");
    assertThat(pipeline.counted())
        .containsAllEntriesOf(Map.of("received", 3L, "dead_lettered", 2L, "merged", 1L));
  }

  private String cutOf(String id) {
    for (TestRecord<String, Object> record : pipeline.records) {
      if (record.value() instanceof MergedTweet && record.key().equals(id)) {
        Header cut = record.headers().lastHeader("cut");
        return cut == null ? null : new String(cut.value(), UTF_8);
      }
    }
    throw new AssertionError("no merged record of " + id);
  }
}
