package io.tweetsentiment.emr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Fingerprint;
import io.tweetsentiment.schemas.rules.Scoring;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.SentimentEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TweetScorerTest {

  private static final Instant AT = Instant.parse("2026-03-02T11:00:00Z");

  private final FakeEngine engine = new FakeEngine();
  private int read;

  @Test
  void shouldAskInFullBatchesOfOneRoute() {
    List<ScoringResult> answers =
        answers(
            tweet("en", "a"),
            tweet("fr", "b"),
            tweet("en", "c"),
            tweet("en", "d"),
            tweet("xx", "e"));

    assertThat(engine.calls)
        .containsExactly(List.of("en", "a", "c"), List.of("fr", "b"), List.of("en", "d"));
    assertThat(answers).hasSize(5);
    assertThat(answers)
        .filteredOn(answer -> label(answer).equals("UNSCORED"))
        .extracting(answer -> ((ScoringResult.Scored) answer).sentiment().getTextHash())
        .containsExactly(Fingerprint.ofText("e", "xx"));
  }

  @Test
  void shouldReadNoFurtherThanOneBatchAhead() {
    Iterator<ScoringResult> answers =
        over(IntStream.range(0, 1_000).mapToObj(i -> tweet("en", "t" + i)).toList());

    for (int taken = 1; taken <= 10; taken++) {
      answers.next();
      assertThat(read).isLessThanOrEqualTo(taken + engine.maxBatch());
    }
  }

  @Test
  void shouldTellWhatTheEngineRejects() {
    assertThat(answers(tweet("en", "reject")))
        .containsExactly(
            new ScoringResult.Rejected("1", Fingerprint.ofText("reject", "en"), "INVALID: reject"));
  }

  @Test
  void shouldPassOverDeletionsAndWhatIsUnusable() {
    Tweet deletion = tweet("en", "gone");
    deletion.setDeleted(true);

    assertThat(answers(deletion, tweet("en", " "))).isEmpty();
    assertThat(engine.calls).isEmpty();
  }

  @Test
  void shouldComeBackFromARowAsItWas() {
    assertThat(answers(tweet("en", "a"), tweet("en", "reject")))
        .allSatisfy(answer -> assertThat(ScoringResult.of(answer.row())).isEqualTo(answer));
  }

  private List<ScoringResult> answers(Tweet... tweets) {
    List<ScoringResult> answers = new ArrayList<>();
    over(List.of(tweets)).forEachRemaining(answers::add);
    return answers;
  }

  private Iterator<ScoringResult> over(List<Tweet> tweets) {
    return new TweetScorer(
        engine,
        new Scoring(engine.name(), 0, AT),
        tweets.stream().peek(tweet -> read++).iterator());
  }

  private static String label(ScoringResult answer) {
    return answer instanceof ScoringResult.Scored scored ? scored.sentiment().getLabel() : "";
  }

  private static Tweet tweet(String lang, String text) {
    Tweet tweet = ResolutionTest.tweet("espresso", 0, text);
    tweet.setLang(lang);
    return tweet;
  }

  /** Two texts a batch; rejects "reject", leaves {@code xx} unscored. */
  private static final class FakeEngine implements SentimentEngine {

    /** Route, then texts, of each batch. */
    final List<List<String>> calls = new ArrayList<>();

    @Override
    public String name() {
      return "fake-1";
    }

    @Override
    public int maxBatch() {
      return 2;
    }

    @Override
    public int maxInFlight() {
      return 1;
    }

    @Override
    public Optional<String> route(String lang) {
      return lang.equals("xx") ? Optional.empty() : Optional.of(lang);
    }

    @Override
    public CompletableFuture<List<Outcome>> score(String route, List<String> texts) {
      List<String> call = new ArrayList<>(List.of(route));
      call.addAll(texts);
      calls.add(call);
      return CompletableFuture.completedFuture(
          texts.stream()
              .<Outcome>map(
                  text ->
                      text.equals("reject")
                          ? new Outcome.Rejected("INVALID: " + text)
                          : new Outcome.Scored(new Scores(0.1, 0.2, 0.3, 0.4)))
              .toList());
    }

    @Override
    public void close() {}
  }
}
