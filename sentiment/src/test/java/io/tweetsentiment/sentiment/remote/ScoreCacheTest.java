package io.tweetsentiment.sentiment.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sentiment.Scores;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoreCacheTest {

  private static final Optional<Scores> SCORES = Optional.of(new Scores(0.7, 0.1, 0.15, 0.05));

  @Test
  void shouldForgetWhatWasUsedLongestAgo() {
    // An entry takes 200 bytes and two for each character.
    ScoreCache cache = new ScoreCache(650, Optional.empty());
    score(cache, "a");
    score(cache, "b");
    score(cache, "c");
    assertThat(cache.find("en", "a")).isPresent();

    score(cache, "d");

    assertThat(cache.find("en", "a")).isPresent();
    assertThat(cache.find("en", "b")).isEmpty();
  }

  @Test
  void shouldKeepTextsThatAreBeingScored() {
    ScoreCache cache = new ScoreCache(1, Optional.empty());

    assertThat(cache.find("en", "a")).isEmpty();
    assertThat(cache.find("en", "b")).isEmpty();
    assertThat(cache.find("en", "a").orElseThrow()).isNotDone();
    cache.settle("en", "a", SCORES);
    cache.settle("en", "b", SCORES);

    assertThat(cache.find("en", "c")).isEmpty();
    assertThat(cache.find("en", "a")).as("there was no room").isEmpty();
  }

  @Test
  void shouldTellThoseThatWaitWhenATextGetsNoScores() {
    ScoreCache cache = new ScoreCache(1_000, Optional.empty());
    cache.find("en", "a");
    var waiting = cache.find("en", "a").orElseThrow();

    cache.settle("en", "a", Optional.empty());

    assertThat(waiting).isCompletedWithValue(Optional.empty());
    assertThat(cache.find("en", "a")).isEmpty();
  }

  private static void score(ScoreCache cache, String text) {
    assertThat(cache.find("en", text)).isEmpty();
    cache.settle("en", text, SCORES);
  }
}
