package io.tweetsentiment.schemas.rules;

import static io.tweetsentiment.schemas.rules.Tweets.CREATED;
import static io.tweetsentiment.schemas.rules.Tweets.sentiment;
import static io.tweetsentiment.schemas.rules.Tweets.tweet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.Tweet;
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
}
