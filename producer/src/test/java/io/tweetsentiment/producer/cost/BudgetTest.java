package io.tweetsentiment.producer.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.producer.checkpoint.Spending;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BudgetTest {

  /** A tweet costs at most 25,000 millionths: three tweets and an author. */
  private static final PagePrice PRICE = new PagePrice(5_000, 10_000, 3, 1);

  private static Budget.Ledger ledger(long spent) {
    AtomicReference<Spending> sum = new AtomicReference<>(new Spending(spent, 0, 0));
    return spending -> sum.accumulateAndGet(spending, Spending::plus);
  }

  private static Budget tweets(long limit, Budget.Ledger ledger) {
    return new Budget(new Budget.Limits(limit, 0, 0), PRICE, 10, ledger);
  }

  private static Spending came(int tweets) {
    return PRICE.of(tweets, 0, 0);
  }

  @Test
  void shouldGiveEverythingWhenThereIsNoLimit() throws Exception {
    Budget budget = tweets(0, ledger(0));
    for (int i = 0; i < 100; i++) {
      assertThat(budget.take(500)).isEqualTo(500);
    }
  }

  @Test
  void shouldNeverGoOverTheLimit() throws Exception {
    Budget budget = tweets(125, ledger(5));
    assertThat(budget.take(100)).isEqualTo(100);
    budget.settle(100, came(100));
    assertThat(budget.take(100)).isEqualTo(20);
    budget.settle(20, came(20));
    assertThat(budget.take(100)).isZero();
  }

  @Test
  void shouldGiveBackWhatDidNotCome() throws Exception {
    Budget budget = tweets(100, ledger(0));
    assertThat(budget.take(100)).isEqualTo(100);
    budget.settle(100, came(3));
    assertThat(budget.take(100)).isEqualTo(97);
  }

  @Test
  void shouldWaitForAPageUnderWayWhenTooLittleIsLeft() throws Exception {
    Budget budget = tweets(100, ledger(0));
    assertThat(budget.take(95)).isEqualTo(95);
    CompletableFuture<Integer> second =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return budget.take(50);
              } catch (InterruptedException | IOException e) {
                throw new CompletionException(e);
              }
            });
    Awaitility.await()
        .during(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(5))
        .until(() -> !second.isDone());
    budget.settle(95, came(60));
    assertThat(second.get()).isEqualTo(40);
  }

  @Test
  void shouldWriteAPageDownBeforeItIsAskedFor() throws Exception {
    Budget.Ledger spent = ledger(0);
    tweets(100, spent).take(60);
    assertThat(spent.spend(Spending.NONE)).isEqualTo(PRICE.atMost(60));
  }

  @Test
  void shouldShareTheLimitWithAnotherMachine() throws Exception {
    Budget.Ledger shared = ledger(0);
    Budget one = tweets(150, shared);
    Budget two = tweets(150, shared);
    assertThat(one.take(100)).isEqualTo(100);
    assertThat(two.take(100)).isEqualTo(50);
    assertThat(shared.spend(Spending.NONE).tweets()).isEqualTo(150);
  }

  @Test
  void shouldGiveNothingWhenLessThanAPageIsLeft() throws Exception {
    assertThat(tweets(100, ledger(91)).take(100)).isZero();
  }

  @Test
  void shouldNotRequestAPageThatCouldCostTooMuch() throws Exception {
    Budget.Ledger ledger = ledger(0);
    Budget budget = new Budget(new Budget.Limits(0, 0, 3_000_000), PRICE, 10, ledger);
    assertThat(budget.take(100)).as("at most 2.50 dollars").isEqualTo(100);
    budget.settle(100, PRICE.of(100, 20, 90));
    assertThat(ledger.spend(Spending.NONE).cost()).isEqualTo(1_500_000);
    assertThat(budget.take(100)).isEqualTo(60);
    budget.settle(60, PRICE.of(60, 120, 60));
    assertThat(budget.take(100)).isZero();
    assertThat(budget.reached()).isEqualTo("max.cost");
    assertThat(ledger.spend(Spending.NONE).cost()).isEqualTo(3_000_000);
  }

  @Test
  void shouldStopAtTheNumberOfRequests() throws Exception {
    Budget budget = new Budget(new Budget.Limits(0, 2, 0), PRICE, 10, ledger(0));
    for (int i = 0; i < 2; i++) {
      assertThat(budget.take(100)).isEqualTo(100);
      budget.settle(100, came(0));
    }
    assertThat(budget.take(100)).isZero();
    assertThat(budget.reached()).isEqualTo("max.requests");
    assertThat(budget.takeCounts(5_000)).isFalse();
  }

  /** Whatever is asked for and comes, no limit is exceeded, and what did not come is given back. */
  @Property
  void shouldNeverExceedALimit(
      @ForAll @IntRange(min = 1, max = 2_000) int tweets,
      @ForAll @IntRange(min = 1, max = 40) int requests,
      @ForAll @IntRange(min = 1, max = 30_000_000) int cost,
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 10, max = 500) Integer> pages,
      @ForAll Random random)
      throws Exception {
    Budget.Ledger ledger = ledger(0);
    Budget budget = new Budget(new Budget.Limits(tweets, requests, cost), PRICE, 10, ledger);
    Spending sum = Spending.NONE;
    for (int wanted : pages) {
      int granted = budget.take(wanted);
      assertThat(granted).isBetween(0, wanted);
      if (granted > 0) {
        int came = random.nextInt(granted + 1);
        Spending page =
            PRICE.of(came, came == 0 ? 0 : random.nextInt(2 * came), random.nextInt(came + 1));
        budget.settle(granted, page);
        sum = sum.plus(page);
      }
      Spending spent = ledger.spend(Spending.NONE);
      assertThat(spent).isEqualTo(sum);
      assertThat(spent.tweets()).isLessThanOrEqualTo(tweets);
      assertThat(spent.requests()).isLessThanOrEqualTo(requests);
      assertThat(spent.cost()).isLessThanOrEqualTo(cost);
    }
  }
}
