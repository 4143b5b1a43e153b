package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.EngineUnavailableException;
import io.tweetsentiment.sentiment.Price;
import io.tweetsentiment.sentiment.remote.BudgetFile.Spent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What may be spent on a service. Documents are counted in a file before they are sent, so after a
 * kill the file says at least what was spent, and documents that fail count too.
 *
 * <p>Threading: thread-safe.
 */
final class Budget {

  /** A limit that nothing reaches. */
  static final long NO_LIMIT = Long.MAX_VALUE;

  /** The budget is looked up again after this time: another day may have begun. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /**
   * The limits; days are those of UTC.
   *
   * @param documentsADay documents of one day
   * @param documents documents in all
   * @param nanosADay billionths of a dollar of one day
   * @param nanos billionths of a dollar in all
   */
  record Limits(long documentsADay, long documents, long nanosADay, long nanos) {

    static final Limits NONE = new Limits(NO_LIMIT, NO_LIMIT, NO_LIMIT, NO_LIMIT);

    /** The limit that would be exceeded, in words; empty when there is none. */
    private Optional<String> exceeded(Spent spent, String prefix) {
      if (spent.documentsOfDay() > documentsADay) {
        return Optional.of(documentsADay + " documents a day (" + prefix + ".documents.day)");
      }
      if (spent.documents() > documents) {
        return Optional.of(documents + " documents in all (" + prefix + ".documents)");
      }
      if (spent.nanosOfDay() > nanosADay) {
        return Optional.of(Price.dollars(nanosADay) + " a day (" + prefix + ".cost.day)");
      }
      return spent.nanos() > nanos
          ? Optional.of(Price.dollars(nanos) + " in all (" + prefix + ".cost)")
          : Optional.empty();
    }
  }

  private final Limits limits;
  private final Price price;
  private final Optional<BudgetFile> file;
  private final String prefix;
  private final Clock clock;

  /**
   * A budget.
   *
   * @param file empty when nothing is limited
   * @param prefix prefix of the keys, for messages
   */
  Budget(Limits limits, Price price, Optional<BudgetFile> file, String prefix, Clock clock) {
    this.limits = limits;
    this.price = price;
    this.file = file;
    this.prefix = prefix;
    this.clock = clock;
  }

  /**
   * Counts documents as spent.
   *
   * @throws EngineUnavailableException when the budget does not suffice: nothing is counted then
   */
  void spend(List<String> texts) {
    if (file.isEmpty()) {
      return;
    }
    long nanos = texts.stream().mapToLong(price::nanos).sum();
    try {
      file.get()
          .update(
              spent -> {
                Spent after = today(spent).plus(texts.size(), nanos);
                limits.exceeded(after, prefix).ifPresent(Budget::pause);
                return after;
              });
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /** How many of the texts, from the first on, the budget suffices for. */
  int affordable(List<String> texts) {
    if (file.isEmpty()) {
      return texts.size();
    }
    try {
      Spent spent = today(file.get().read());
      for (int i = 0; i < texts.size(); i++) {
        spent = spent.plus(1, price.nanos(texts.get(i)));
        if (limits.exceeded(spent, prefix).isPresent()) {
          return i;
        }
      }
      return texts.size();
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private Spent today(Spent spent) {
    return spent.on(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay());
  }

  private static void pause(String limit) {
    throw new EngineUnavailableException(
        EngineUnavailableException.PAUSED + "budget: the limit is " + limit, null, PAUSE);
  }

  /** Nothing is spent that cannot be counted. */
  private static EngineUnavailableException unavailable(IOException e) {
    return new EngineUnavailableException(
        EngineUnavailableException.PAUSED + "budget: its file cannot be used: " + e, e, PAUSE);
  }
}
