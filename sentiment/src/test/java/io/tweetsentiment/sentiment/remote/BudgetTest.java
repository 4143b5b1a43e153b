package io.tweetsentiment.sentiment.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.sentiment.EngineUnavailableException;
import io.tweetsentiment.sentiment.Price;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTest {

  private static final Instant EVENING = Instant.parse("2026-11-01T23:59:59Z");
  private static final Price PRICE = new Price(100, 3, 100_000);
  private static final List<String> TWO = List.of("short", "x".repeat(301));

  @TempDir private Path folder;
  private BudgetFile file;

  @BeforeEach
  void file() {
    file = new BudgetFile(folder.resolve("new/budget.txt"));
  }

  private Budget budget(long documentsADay, long documents, long nanosADay, long nanos) {
    return budget(new Budget.Limits(documentsADay, documents, nanosADay, nanos), EVENING);
  }

  private Budget budget(Budget.Limits limits, Instant now) {
    return new Budget(
        limits, PRICE, Optional.of(file), "x.budget", Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void shouldCountUnitsOfCharacters() throws Exception {
    budget(10, 10, Long.MAX_VALUE, Long.MAX_VALUE).spend(TWO);

    assertThat(file.read().documents()).isEqualTo(2);
    assertThat(file.read().nanos()).isEqualTo(7 * 100_000);
    assertThat(Price.dollars(file.read().nanos())).isEqualTo("$0.0007");
  }

  @Test
  void shouldSpendNothingWhenItDoesNotSuffice() throws Exception {
    Budget budget = budget(Budget.NO_LIMIT, 3, Budget.NO_LIMIT, Budget.NO_LIMIT);
    budget.spend(TWO);

    assertThat(budget.affordable(TWO)).isEqualTo(1);
    assertThatThrownBy(() -> budget.spend(TWO))
        .isInstanceOfSatisfying(
            EngineUnavailableException.class,
            e -> {
              assertThat(EngineUnavailableException.isPause(e.getMessage())).isTrue();
              assertThat(e.retryAfter()).isEqualTo(Duration.ofMinutes(1));
            })
        .hasMessageContaining("3 documents in all (x.budget.documents)");
    assertThat(file.read().documents()).isEqualTo(2);
    budget.spend(List.of("one"));
  }

  @Test
  void shouldBeginAnewEachDayAndKeepTheSum() throws Exception {
    Budget.Limits limits = new Budget.Limits(2, 5, Budget.NO_LIMIT, Budget.NO_LIMIT);
    budget(limits, EVENING).spend(TWO);
    assertThatThrownBy(() -> budget(limits, EVENING).spend(TWO))
        .hasMessageContaining("2 documents a day");

    budget(limits, EVENING.plusSeconds(1)).spend(TWO);
    assertThat(file.read().documents()).isEqualTo(4);
    assertThatThrownBy(() -> budget(limits, EVENING.plusSeconds(86_401)).spend(TWO))
        .hasMessageContaining("5 documents in all");
  }

  @Test
  void shouldLimitTheCost() {
    assertThatThrownBy(() -> budget(9, 9, 699_999, 700_000).spend(TWO))
        .hasMessageContaining("$0.0007 a day (x.budget.cost.day)");
    assertThatThrownBy(() -> budget(9, 9, 700_000, 699_999).spend(TWO))
        .hasMessageContaining("in all (x.budget.cost)");
    budget(9, 9, 700_000, 700_000).spend(TWO);
  }

  @Test
  void shouldNotLoseWhatSeveralSpendAtTheSameTime() throws Exception {
    CompletableFuture.allOf(
            IntStream.range(0, 8)
                .mapToObj(
                    i ->
                        CompletableFuture.runAsync(
                            () -> {
                              for (int n = 0; n < 50; n++) {
                                budget(Budget.NO_LIMIT, 800, 1L << 60, 1L << 60).spend(TWO);
                              }
                            }))
                .toArray(CompletableFuture[]::new))
        .join();

    assertThat(file.read().documents()).isEqualTo(800);
    assertThatThrownBy(() -> budget(Budget.NO_LIMIT, 800, 1L << 60, 1L << 60).spend(List.of("one")))
        .hasMessageContaining("800 documents");
  }

  @Test
  void shouldSpendNothingWhenItsFileIsDamaged() throws Exception {
    Budget budget = budget(9, 9, Budget.NO_LIMIT, Budget.NO_LIMIT);
    budget.spend(TWO);
    Path place = folder.resolve("new/budget.txt");
    Files.writeString(place, Files.readString(place).replaceFirst(" 2 ", " 0 "));

    assertThatThrownBy(() -> budget.spend(TWO)).hasMessageContaining("is damaged", "delete it");
    assertThatThrownBy(() -> budget.affordable(TWO)).hasMessageContaining("is damaged");
  }
}
