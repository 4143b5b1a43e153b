package io.tweetsentiment.streams.rescore;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Fingerprint;
import io.tweetsentiment.schemas.rules.TweetVersion;
import io.tweetsentiment.schemas.rules.Validity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The texts of one partition: first all raw tweets are added, which decides which texts are those
 * of newest versions, then all sentiments. A text that is no newest one can be in no table, so it
 * is not paid. Memory holds no text, only its hash.
 */
final class PartitionTexts {

  /** A text of a tweet. */
  record Text(String tweetId, String hash) {

    static Text of(Tweet tweet) {
      return new Text(tweet.getTweetId(), Fingerprint.ofText(tweet.getText(), tweet.getLang()));
    }
  }

  /** A text is null for a deletion and for a tweet out of the range. */
  private record Newest(TweetVersion version, Text text) {

    private Newest orGreater(Newest other) {
      return version.compareTo(other.version) >= 0 ? this : other;
    }
  }

  private record Place(String tweetId, String topic) {}

  private final RescoreChoice choice;
  private final Map<Place, Newest> newest = new HashMap<>();
  private final Set<String> deletedEverywhere = new HashSet<>();
  private final Set<Text> open = new HashSet<>();
  private final Map<Text, KnownSentiment> known = new HashMap<>();

  PartitionTexts(RescoreChoice choice) {
    this.choice = choice;
  }

  void tweet(Tweet tweet) {
    if (Validity.problem(tweet).isPresent()) {
      return;
    }
    if (tweet.getDeleted() && tweet.getTopic() == null) {
      deletedEverywhere.add(tweet.getTweetId());
      return;
    }
    boolean isChosen = !tweet.getDeleted() && choice.contains(tweet);
    newest.merge(
        new Place(tweet.getTweetId(), tweet.getTopic()),
        new Newest(TweetVersion.of(tweet), isChosen ? Text.of(tweet) : null),
        Newest::orGreater);
  }

  /** Ends the tweets; the sentiments follow. */
  void endTweets() {
    newest.forEach(
        (place, version) -> {
          if (version.text() != null && !deletedEverywhere.contains(place.tweetId())) {
            open.add(version.text());
          }
        });
    newest.clear();
    deletedEverywhere.clear();
  }

  void sentiment(TweetSentiment sentiment) {
    Text text = new Text(sentiment.getTweetId(), sentiment.getTextHash());
    if (open.contains(text) && Validity.problem(sentiment).isEmpty()) {
      known.merge(text, KnownSentiment.of(sentiment), KnownSentiment::orGreater);
    }
  }

  /** Takes the text of a tweet, if it is a newest one in the range; each text once. */
  Optional<Text> take(Tweet tweet) {
    if (tweet.getDeleted() || Validity.problem(tweet).isPresent()) {
      return Optional.empty();
    }
    Text text = Text.of(tweet);
    return open.remove(text) ? Optional.of(text) : Optional.empty();
  }

  /** The greatest sentiment of a text; null for none. */
  KnownSentiment sentiment(Text text) {
    return known.get(text);
  }
}
