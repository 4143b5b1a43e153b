package io.tweetsentiment.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TweetLimitTest {

  private static TweetLimit.Ledger ledger(long spent) {
    return new AtomicLong(spent)::addAndGet;
  }

  @Test
  void shouldGiveEverythingWhenThereIsNoLimit() throws Exception {
    TweetLimit budget = new TweetLimit(0, ledger(0));
    for (int i = 0; i < 100; i++) {
      assertThat(budget.take(500)).isEqualTo(500);
    }
  }

  @Test
  void shouldNeverGoOverTheLimit() throws Exception {
    TweetLimit budget = new TweetLimit(125, ledger(5));
    assertThat(budget.take(100)).isEqualTo(100);
    budget.settle(100, 100);
    assertThat(budget.take(100)).isEqualTo(20);
    budget.settle(20, 20);
    assertThat(budget.take(100)).isZero();
  }

  @Test
  void shouldGiveBackWhatDidNotCome() throws Exception {
    TweetLimit budget = new TweetLimit(100, ledger(0));
    assertThat(budget.take(100)).isEqualTo(100);
    budget.settle(100, 3);
    assertThat(budget.take(100)).isEqualTo(97);
  }

  @Test
  void shouldWaitForAPageUnderWayWhenTooLittleIsLeft() throws Exception {
    TweetLimit budget = new TweetLimit(100, ledger(0));
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
    budget.settle(95, 60);
    assertThat(second.get()).isEqualTo(40);
  }

  @Test
  void shouldWriteAPageDownBeforeItIsAskedFor() throws Exception {
    AtomicLong spent = new AtomicLong();
    new TweetLimit(100, spent::addAndGet).take(60);
    assertThat(spent).hasValue(60);
  }

  @Test
  void shouldShareTheLimitWithAnotherMachine() throws Exception {
    TweetLimit.Ledger shared = ledger(0);
    TweetLimit one = new TweetLimit(150, shared);
    TweetLimit two = new TweetLimit(150, shared);
    assertThat(one.take(100)).isEqualTo(100);
    assertThat(two.take(100)).isEqualTo(50);
    assertThat(shared.spend(0)).isEqualTo(150);
  }

  @Test
  void shouldGiveNothingWhenLessThanAPageIsLeft() throws Exception {
    assertThat(new TweetLimit(100, ledger(91)).take(100)).isZero();
  }
}
