package io.tweetsentiment.streams.state;

import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.counters.Counters;
import io.tweetsentiment.streams.names.StoreNames;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The stores that the stage, join and score processors of a task share.
 *
 * @param tweets tweet_id to the state of the tweet
 * @param pending the keys of the texts that wait for an engine outside the stream thread, so that a
 *     restart need not read all tweets
 * @param counters the counters
 */
public record TaskStores(
    KeyValueStore<String, TweetState> tweets,
    KeyValueStore<String, Boolean> pending,
    Counters counters) {

  public static TaskStores of(ProcessorContext<?, ?> context, CounterBoard board) {
    return new TaskStores(
        context.getStateStore(StoreNames.TWEETS),
        context.getStateStore(StoreNames.PENDING),
        new Counters(context.getStateStore(StoreNames.COUNTERS), context.taskId(), board));
  }

  public TweetState tweet(String tweetId) {
    TweetState known = tweets.get(tweetId);
    return known == null ? TweetState.UNKNOWN : known;
  }

  /** Removes a text from the pending texts when no newest version waits for it any more. */
  public void release(String tweetId, TweetState before, TweetState after, String textHash) {
    if (before.awaits(textHash) && !after.awaits(textHash)) {
      // Unlike delete, this does not read the old value.
      pending.put(TextKey.of(tweetId, textHash), null);
    }
  }
}
