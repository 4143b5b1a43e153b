package io.tweetsentiment.schemas.rules;

import static io.tweetsentiment.schemas.rules.Tweets.CREATED;
import static io.tweetsentiment.schemas.rules.Tweets.tweet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.Tweet;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class TweetVersionTest {

  private static final TweetVersion FIRST = TweetVersion.of(tweet().build());

  @Test
  void shouldCallARefetchedVersionADuplicate() {
    TweetVersion again = TweetVersion.of(tweet().setIngestedAt(CREATED.plusSeconds(999)).build());

    assertThat(again.sameContent(FIRST)).isTrue();
    assertThat(again.supersedes(FIRST)).isFalse();
    assertThat(again).isGreaterThan(FIRST);
  }

  @Test
  void shouldPreferTheLaterEditWhateverTheArrival() {
    TweetVersion edit =
        TweetVersion.of(tweet().setEditVersion(1).setText("better").setIngestedAt(CREATED).build());

    assertThat(edit.supersedes(FIRST)).isTrue();
    assertThat(FIRST.supersedes(edit)).isFalse();
  }

  @Test
  void shouldLetADeletionWinForEver() {
    TweetVersion deletion =
        TweetVersion.of(
            Tweet.newBuilder().setTweetId("1").setDeleted(true).setIngestedAt(CREATED).build());
    TweetVersion later =
        TweetVersion.of(tweet().setEditVersion(5).setIngestedAt(CREATED.plusSeconds(9999)).build());

    assertThat(deletion.supersedes(later)).isTrue();
    assertThat(later.supersedes(deletion)).isFalse();
  }

  @Test
  void shouldOrderEqualTimesByContent() {
    TweetVersion other = TweetVersion.of(tweet().setText("other").build());

    assertThat(other.supersedes(FIRST)).isNotEqualTo(FIRST.supersedes(other));
  }

  @Test
  void shouldNoticeAChangeOfEveryFieldButTheIngestion() {
    Tweet.Builder full =
        tweet()
            .setAuthorId("a")
            .setUsername("u")
            .setName("n")
            .setVerified(false)
            .setLocation("l")
            .setReferencedTweets("[]");
    String before = Fingerprint.ofContent(full.build());
    Set<String> unnoticed =
        Tweet.getClassSchema().getFields().stream()
            .filter(field -> Fingerprint.ofContent(changed(full, field)).equals(before))
            .map(Schema.Field::name)
            .collect(Collectors.toSet());

    assertThat(unnoticed).isEqualTo(Set.copyOf(List.of("ingested_at")));
  }

  private static Tweet changed(Tweet.Builder original, Schema.Field field) {
    Tweet tweet = Tweet.newBuilder(original).build();
    Object value = tweet.get(field.pos());
    tweet.put(field.pos(), other(value));
    return tweet;
  }

  private static Object other(Object value) {
    if (value instanceof Boolean flag) {
      return !flag;
    }
    if (value instanceof Integer number) {
      return number + 1;
    }
    return value instanceof Instant instant ? instant.plusMillis(1) : value + "x";
  }
}
