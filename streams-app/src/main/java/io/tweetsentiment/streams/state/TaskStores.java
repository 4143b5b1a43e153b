package io.tweetsentiment.streams.state;

import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.counters.Counters;
import io.tweetsentiment.streams.names.StoreNames;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The stores that the stage, join and score processors of a task share.
 *
 * @param tweets tweet_id to the state of the tweet; stays unless contributions expire
 * @param texts encoded tweet key to the raw record of the newest version; expires
 * @param sentiments text key to the newest sentiment of the text; expires
 * @param pending text key to whether its result was forwarded, for texts without a sentiment
 * @param counters the counters
 */
public record TaskStores(
    KeyValueStore<String, TweetState> tweets,
    KeyValueStore<String, StoredTweet> texts,
    KeyValueStore<String, StoredSentiment> sentiments,
    KeyValueStore<String, Boolean> pending,
    Counters counters) {

  public static TaskStores of(ProcessorContext<?, ?> context, CounterBoard board) {
    return new TaskStores(
        context.getStateStore(StoreNames.TWEETS),
        context.getStateStore(StoreNames.TEXTS),
        context.getStateStore(StoreNames.SENTIMENTS),
        context.getStateStore(StoreNames.PENDING),
        new Counters(context.getStateStore(StoreNames.COUNTERS), context.taskId(), board));
  }

  public TweetState tweet(String tweetId) {
    TweetState known = tweets.get(tweetId);
    return known == null ? TweetState.UNKNOWN : known;
  }

  /**
   * Removes a text from the pending texts when no newest version has it any more. If its sentiment
   * was already forwarded, the entry stays until the sentiment comes back, so that the text is not
   * scored again.
   */
  public void release(String tweetId, TweetState tweet, String textHash) {
    String key = TextKey.of(tweetId, textHash);
    if (!tweet.awaits(textHash) && Boolean.FALSE.equals(pending.get(key))) {
      pending.delete(key);
    }
  }
}
