package io.tweetsentiment.streams.state;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Removes old parts from the states of tweets, a bounded number at a time. Raw records and
 * sentiments are removed after one retention time. The rest of a state, with its contribution to a
 * window, stays unless a second, longer retention time is set. Aggregates never change.
 *
 * @param received how long raw records and sentiments stay
 * @param contributions how long the rest of a state stays; empty for no limit
 */
public record Expiry(Duration received, Optional<Duration> contributions) {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int CHUNK = 1_000;

  /** Starts the sweeps, which run until they are cancelled. */
  public Cancellable schedule(
      ProcessorContext<?, ?> context, KeyValueStore<String, TweetState> tweets) {
    Sweep<TweetState> sweep = new Sweep<>(tweets, this::remaining);
    return context.schedule(
        INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> sweep.chunk(CHUNK, now));
  }

  /** What remains of a state at a time; empty for nothing. */
  private Optional<TweetState> remaining(TweetState tweet, long now) {
    boolean isOver =
        contributions
            .filter(retention -> tweet.newestArrival() < now - retention.toMillis())
            .isPresent();
    if (isOver && !tweet.isPending()) {
      return Optional.empty();
    }
    TweetState kept = tweet.withoutOlderThan(now - received.toMillis());
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept);
  }
}
