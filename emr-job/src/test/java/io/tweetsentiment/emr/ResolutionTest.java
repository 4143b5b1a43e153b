package io.tweetsentiment.emr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.emr.Resolution.LeftOut;
import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResolutionTest {

  private static final Instant CREATED = Instant.parse("2026-03-02T10:07:00Z");

  @Test
  void shouldTakeTheNewestVersionOfEachTopicInAnyOrder() {
    List<Tweet> versions =
        List.of(
            tweet("espresso", 0, "first"),
            tweet("espresso", 1, "second"),
            tweet("espresso", 1, "second"),
            tweet("nighttrain", 0, "first"));
    List<TweetSentiment> sentiments =
        List.of(sentiment("first", 0, 0.1), sentiment("second", 0, 0.2));

    for (int seed = 0; seed < 20; seed++) {
      List<MergedTweet> merged = resolve(shuffled(versions, seed), shuffled(sentiments, seed));

      assertThat(merged)
          .extracting(MergedTweet::getTopic)
          .containsExactly("espresso", "nighttrain");
      assertThat(merged).extracting(MergedTweet::getText).containsExactly("second", "first");
      assertThat(merged).extracting(MergedTweet::getPositive).containsExactly(0.2, 0.1);
    }
  }

  @Test
  void shouldDropATweetThatWasDeletedUnderItsTopicOnly() {
    Tweet deletion = deletion("espresso");

    List<MergedTweet> merged =
        resolve(
            List.of(deletion, tweet("espresso", 3, "a"), tweet("nighttrain", 0, "a")),
            List.of(sentiment("a", 0, 0.5)));

    assertThat(merged).extracting(MergedTweet::getTopic).containsExactly("nighttrain");
  }

  @Test
  void shouldDropATweetThatWasDeletedEverywhere() {
    assertThat(
            resolution(
                List.of(tweet("espresso", 0, "a"), deletion(null), tweet("nighttrain", 0, "b")),
                List.of(sentiment("a", 0, 0.5))))
        .isEqualTo(new Resolution(List.of(), List.of()));
  }

  @Test
  void shouldSayWhyATweetIsLeftOut() {
    Tweet blank = tweet("espresso", 0, " ");
    Resolution resolution =
        Resolution.of(
            List.of(blank, tweet("nighttrain", 0, "b"), tweet("tea", 0, "a"), blank).iterator(),
            List.<ScoringResult>of(
                    new ScoringResult.Scored(sentiment("old text", 0, 0.5)),
                    new ScoringResult.Rejected(
                        "1", Fingerprint.ofText("b", null), "INVALID: too odd"))
                .iterator());

    assertThat(resolution.merged()).isEmpty();
    assertThat(resolution.leftOut())
        .containsExactly(
            new LeftOut("espresso", "1", "the tweet has no text"),
            new LeftOut("nighttrain", "1", "INVALID: too odd"),
            new LeftOut("tea", "1", "its newest text has no sentiment"));
  }

  @Test
  void shouldPreferTheHigherScoringRun() {
    assertThat(
            resolve(
                List.of(tweet("espresso", 0, "a")),
                List.of(sentiment("a", 1, 0.9), sentiment("a", 0, 0.5))))
        .extracting(MergedTweet::getPositive)
        .containsExactly(0.9);
  }

  @Test
  void shouldTakeTheSentimentOfTheLanguageInAnyOrder() {
    Tweet english = tweet("espresso", 0, "fin");
    english.setLang("en");
    Tweet french = tweet("espresso", 1, "fin");
    french.setLang("fr");
    List<Tweet> versions = List.of(english, french);
    List<TweetSentiment> sentiments =
        List.of(sentiment("fin", "en", 1, 0.9), sentiment("fin", "fr", 0, 0.2));

    for (int seed = 0; seed < 8; seed++) {
      assertThat(resolve(shuffled(versions, seed), shuffled(sentiments, seed)))
          .extracting(MergedTweet::getPositive)
          .containsExactly(0.2);
    }
  }

  @Test
  void shouldLeaveOutWhatTheStreamDeadLetters() {
    assertThat(resolve(List.of(tweet("espresso", 0, " ")), List.of(sentiment(" ", 0, 0.5))))
        .isEmpty();
  }

  private static List<MergedTweet> resolve(List<Tweet> versions, List<TweetSentiment> sentiments) {
    return resolution(versions, sentiments).merged();
  }

  private static Resolution resolution(List<Tweet> versions, List<TweetSentiment> sentiments) {
    return Resolution.of(
        versions.iterator(),
        sentiments.stream().<ScoringResult>map(ScoringResult.Scored::new).iterator());
  }

  private static <T> List<T> shuffled(List<T> list, int seed) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, new Random(seed));
    return copy;
  }

  static Tweet tweet(String topic, int version, String text) {
    return Tweet.newBuilder()
        .setTweetId("1")
        .setTopic(topic)
        .setEditVersion(version)
        .setCreatedAt(CREATED)
        .setText(text)
        .setIngestedAt(CREATED.plusSeconds(5))
        .build();
  }

  static Tweet deletion(String topic) {
    return Tweet.newBuilder()
        .setTweetId("1")
        .setTopic(topic)
        .setDeleted(true)
        .setIngestedAt(CREATED)
        .build();
  }

  static TweetSentiment sentiment(String text, int run, double positive) {
    return sentiment(text, null, run, positive);
  }

  static TweetSentiment sentiment(String text, String lang, int run, double positive) {
    return TweetSentiment.newBuilder()
        .setTweetId("1")
        .setTextHash(Fingerprint.ofText(text, lang))
        .setScoringRun(run)
        .setLabel("POSITIVE")
        .setPositive(positive)
        .setNegative(0.0)
        .setNeutral(0.0)
        .setMixed(0.0)
        .setEngine("test-1")
        .setScoredAt(CREATED)
        .setCreatedAt(CREATED)
        .build();
  }
}
