package io.tweetsentiment.streams.state;

import io.tweetsentiment.schemas.rules.TweetKey;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Removes old entries from the stores, a bounded number at a time. Texts and sentiments are removed
 * after one retention time. The small record of a tweet, with its contribution to a window, stays
 * unless a second, longer retention time is set. Aggregates never change.
 *
 * @param texts how long texts and sentiments stay
 * @param contributions how long the small record of a tweet stays; empty for no limit
 */
public record Expiry(Duration texts, Optional<Duration> contributions) {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int CHUNK = 1_000;

  /** Starts the sweeps, which run until they are cancelled. */
  public Cancellable schedule(ProcessorContext<?, ?> context, TaskStores stores) {
    // A text that still has to be scored or joined is kept, however old it is.
    Sweep<StoredTweet> oldTexts =
        new Sweep<>(
            stores.texts(),
            (key, text, now) -> isOld(text.arrivedAt(), texts, now) && !isPending(stores, key));
    Sweep<StoredSentiment> oldSentiments =
        new Sweep<>(
            stores.sentiments(), (key, sentiment, now) -> isOld(sentiment.arrivedAt(), texts, now));
    Optional<Sweep<TweetState>> oldTweets =
        contributions.map(
            retention ->
                new Sweep<>(
                    stores.tweets(),
                    (key, tweet, now) ->
                        isOld(newestArrival(tweet), retention, now) && !hasPending(tweet)));
    return context.schedule(
        INTERVAL,
        PunctuationType.WALL_CLOCK_TIME,
        now -> {
          oldTexts.chunk(CHUNK, now);
          oldSentiments.chunk(CHUNK, now);
          oldTweets.ifPresent(sweep -> sweep.chunk(CHUNK, now));
        });
  }

  private static boolean isOld(long arrivedAt, Duration retention, long now) {
    return now - arrivedAt > retention.toMillis();
  }

  private static boolean isPending(TaskStores stores, String encodedKey) {
    TweetKey key = TweetKey.decode(encodedKey);
    return stores
        .tweet(key.tweetId())
        .topic(key.topic())
        .filter(state -> state.status() == VersionStatus.PENDING)
        .isPresent();
  }

  private static boolean hasPending(TweetState tweet) {
    return tweet.topics().stream().anyMatch(state -> state.status() == VersionStatus.PENDING);
  }

  private static long newestArrival(TweetState tweet) {
    return Math.max(
        tweet.deletionArrivedAt(),
        tweet.topics().stream().mapToLong(TopicState::arrivedAt).max().orElse(0));
  }
}
