package io.tweetsentiment.schemas.rules;

import static io.tweetsentiment.schemas.rules.Tweets.CREATED;
import static io.tweetsentiment.schemas.rules.Tweets.sentiment;
import static io.tweetsentiment.schemas.rules.Tweets.tweet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.Tweet;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class MergeTest {

  @Test
  void shouldTakeEveryFieldThatBothKnowFromTheTweet() {
    Tweet tweet =
        tweet()
            .setAuthorId("a")
            .setUsername("u")
            .setName("n")
            .setVerified(true)
            .setLocation("l")
            .setReferencedTweets("[]")
            .setEditVersion(2)
            .build();

    MergedTweet merged = Merge.of(tweet, sentiment().build());

    for (Schema.Field field : MergedTweet.getClassSchema().getFields()) {
      Schema.Field source = Tweet.getClassSchema().getField(field.name());
      if (source != null) {
        assertThat(tweet.get(source.pos())).as("this test sets " + field.name()).isNotNull();
      }
      Object expected =
          source != null ? tweet.get(source.pos()) : sentiment().build().get(field.name());
      assertThat(merged.get(field.pos())).as(field.name()).isEqualTo(expected);
    }
  }

  @Test
  void shouldStateADeletionWithNothingButItsPlace() {
    MergedTweet deletion = Merge.deletion(new TweetKey("1", "t"), CREATED, CREATED, 1);

    assertThat(deletion.getDeleted()).isTrue();
    assertThat(deletion.getText()).isNull();
    assertThat(deletion.getLabel()).isNull();
    assertThat(deletion.getCreatedAt()).isEqualTo(CREATED);
  }

  /** A language of 300 letters once stopped the warehouse for good. */
  @Test
  void shouldCutWhatIsWiderThanItsColumnAndSayWhich() {
    List<String> cut = new ArrayList<>();

    MergedTweet merged =
        Merge.of(
            tweet()
                .setLang("e".repeat(300))
                .setText("€".repeat(21_846))
                .setName("n\0\ud800")
                .build(),
            sentiment().setEngine("é".repeat(129)).build(),
            cut::add);

    assertThat(merged.getLang()).isEqualTo("e".repeat(256));
    assertThat(merged.getText()).isEqualTo("€".repeat(21_845));
    assertThat(merged.getEngine()).isEqualTo("é".repeat(128));
    assertThat(merged.getName()).isEqualTo("n\uFFFD\uFFFD");
    assertThat(cut).containsExactly("text", "lang", "engine");
  }
}
