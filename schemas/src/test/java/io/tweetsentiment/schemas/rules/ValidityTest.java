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
}
