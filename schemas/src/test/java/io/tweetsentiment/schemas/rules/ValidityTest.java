package io.tweetsentiment.schemas.rules;

import static io.tweetsentiment.schemas.rules.Tweets.sentiment;
import static io.tweetsentiment.schemas.rules.Tweets.tweet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.Tweet;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ValidityTest {

  @Test
  void shouldAcceptATweetAndADeletionOfNothingButAnId() {
    assertThat(Validity.problem(tweet().build())).isEmpty();
    assertThat(
            Validity.problem(
                Tweet.newBuilder()
                    .setTweetId("1")
                    .setDeleted(true)
                    .setIngestedAt(Instant.EPOCH)
                    .build()))
        .isEmpty();
  }

  @Test
  void shouldSayWhatATweetLacks() {
    assertThat(Validity.problem(tweet().setText(" \n").build())).hasValue("the tweet has no text");
    assertThat(Validity.problem(tweet().setText(null).build())).hasValue("the tweet has no text");
    assertThat(Validity.problem(tweet().setTopic(null).build()).orElseThrow()).contains("topic");
    assertThat(Validity.problem(tweet().setCreatedAt(null).build()).orElseThrow())
        .contains("created_at");
    assertThat(Validity.problem(tweet().setTweetId("").build()).orElseThrow()).contains("tweet_id");
  }

  @Test
  void shouldSayWhatIsWrongWithASentiment() {
    assertThat(Validity.problem(sentiment().build())).isEmpty();
    assertThat(Validity.problem(sentiment().setPositive(1.2).build()).orElseThrow())
        .contains("1.2");
    assertThat(Validity.problem(sentiment().setLabel("GOOD").build()).orElseThrow())
        .contains("GOOD");
    assertThat(Validity.problem(sentiment().setMixed(null).build()).orElseThrow()).contains("null");
    assertThat(Validity.problem(sentiment().setLabel("UNSCORED").build()).orElseThrow())
        .contains("UNSCORED");
    assertThat(
            Validity.problem(
                sentiment()
                    .setLabel("UNSCORED")
                    .setPositive(null)
                    .setNegative(null)
                    .setNeutral(null)
                    .setMixed(null)
                    .build()))
        .isEmpty();
  }

  @Test
  void shouldRefuseAKeyThatTheWarehouseCannotHold() {
    assertThat(Validity.problem(tweet().setTweetId("é".repeat(256)).build())).isEmpty();
    assertThat(Validity.problem(tweet().setTweetId("é".repeat(256) + "1").build()))
        .hasValue("tweet_id has 513 bytes of UTF-8; the warehouse holds 512");
    assertThat(Validity.problem(tweet().setTopic("t".repeat(1_025)).setDeleted(true).build()))
        .hasValue("topic has 1025 bytes of UTF-8; the warehouse holds 1024");
    assertThat(Validity.problem(tweet().setTweetId("1\0").build()))
        .hasValue("tweet_id holds U+0000");
    assertThat(Validity.problem(tweet().setTopic("a\ud83d").build()))
        .hasValue("topic holds half of a surrogate pair");
  }

  @Test
  void shouldRefuseATimeThatTheWarehouseCannotHold() {
    Instant year0 = Instant.parse("0000-12-31T23:59:59Z");
    assertThat(Validity.problem(tweet().setCreatedAt(year0).build()))
        .hasValue("created_at is 0000-12-31T23:59:59Z, outside the years 1 to 9999");
    assertThat(
            Validity.problem(tweet().setIngestedAt(year0).setDeleted(true).build()).orElseThrow())
        .contains("ingested_at");
    assertThat(Validity.problem(tweet().setCreatedAt(year0).setDeleted(true).build())).isEmpty();
    assertThat(Validity.problem(sentiment().setScoredAt(year0).build()).orElseThrow())
        .contains("scored_at");
    assertThat(Validity.problem(tweet().setEditVersion(-1).build()).orElseThrow())
        .contains("edit_version");
  }
}
