package io.tweetsentiment.schemas.rules;

import static io.tweetsentiment.schemas.rules.Tweets.sentiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tweetsentiment.schemas.SentimentAggregate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TotalsTest {

  private static final Window WINDOW =
      Window.of(Instant.parse("2026-03-02T10:07:00Z"), Window.DEFAULT_SIZE);

  @Test
  void shouldDivideAndRoundOnlyWhereItLeaves() {
    Totals totals =
        Totals.ZERO
            .add(new Contribution(Label.POSITIVE, 7_000, 1_000, 1_500, 500))
            .add(new Contribution(Label.POSITIVE, 7_001, 999, 1_500, 500))
            .add(new Contribution(Label.MIXED, 0, 0, 0, 10_000))
            .add(new Contribution(Label.UNSCORED, 0, 0, 0, 0));

    SentimentAggregate aggregate = totals.aggregate(WINDOW, "espresso");

    assertThat(aggregate.getCountTweets()).isEqualTo(3);
    assertThat(aggregate.getCountUnscored()).isEqualTo(1);
    assertThat(aggregate.getSumPositive()).isEqualTo(14_001);
    assertThat(aggregate.getAvgPositive()).isEqualTo(0.4667);
    assertThat(aggregate.getPercTweetPositive()).isEqualTo(0.6667);
    assertThat(aggregate.getPercTweetMixed()).isEqualTo(0.3333);
    assertThat(aggregate.getWindowStart()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
  }

  @Test
  void shouldPublishZerosForAWindowWithoutTweets() {
    SentimentAggregate aggregate = Totals.ZERO.aggregate(WINDOW, "espresso");

    assertThat(aggregate.getCountTweets()).isZero();
    assertThat(aggregate.getAvgNeutral()).isZero();
    assertThat(aggregate.getPercTweetNegative()).isZero();
    assertThat(Totals.ZERO.isEmpty()).isTrue();
  }

  @Property(tries = 200)
  void shouldNotDependOnTheOrderNorOnWhatWasTakenOutAgain(
      @ForAll @Size(min = 1, max = 40) List<Integer> seeds, @ForAll long shuffle) {
    List<Contribution> tweets = seeds.stream().map(TotalsTest::contribution).toList();
    Totals expected = tweets.stream().reduce(Totals.ZERO, Totals::add, Totals::plus);
    List<Contribution> shuffled = new ArrayList<>(tweets);
    Collections.shuffle(shuffled, new Random(shuffle));

    Totals actual = Totals.ZERO;
    for (Contribution tweet : shuffled) {
      Contribution wrong = contribution(tweet.positive());
      actual = actual.add(wrong).add(tweet).subtract(wrong);
    }

    assertThat(actual).isEqualTo(expected);
    SentimentAggregate aggregate = actual.aggregate(WINDOW, "t");
    if (actual.count() > 0) {
      assertThat(
              aggregate.getPercTweetPositive()
                  + aggregate.getPercTweetNegative()
                  + aggregate.getPercTweetNeutral()
                  + aggregate.getPercTweetMixed())
          .isCloseTo(1.0, within(0.001));
    }
  }

  @Test
  void shouldContributeNothingToScoresWhenUnscored() {
    Contribution unscored =
        Contribution.of(
            sentiment()
                .setLabel("UNSCORED")
                .setPositive(null)
                .setNegative(null)
                .setNeutral(null)
                .setMixed(null)
                .build());

    Totals totals = Totals.ZERO.add(unscored);

    assertThat(totals.count()).isZero();
    assertThat(totals.unscored()).isEqualTo(1);
    assertThat(totals.isEmpty()).isFalse();
  }

  private static Contribution contribution(int seed) {
    Random random = new Random(seed);
    Label label = List.of(Label.values()).get(random.nextInt(5));
    return label == Label.UNSCORED
        ? new Contribution(label, 0, 0, 0, 0)
        : new Contribution(
            label,
            random.nextInt(10_001),
            random.nextInt(10_001),
            random.nextInt(10_001),
            random.nextInt(10_001));
  }
}
