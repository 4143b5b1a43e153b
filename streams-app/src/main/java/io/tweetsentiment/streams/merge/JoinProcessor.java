package io.tweetsentiment.streams.merge;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.SentimentVersion;
import io.tweetsentiment.schemas.rules.TweetKey;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.names.NodeNames;
import io.tweetsentiment.streams.state.StoredSentiment;
import io.tweetsentiment.streams.state.StoredTweet;
import io.tweetsentiment.streams.state.StoredTweetDecoder;
import io.tweetsentiment.streams.state.TaskStores;
import io.tweetsentiment.streams.state.TextKey;
import io.tweetsentiment.streams.state.TopicState;
import io.tweetsentiment.streams.state.TweetState;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Joins a sentiment with the newest versions that have its text. Only the greatest sentiment of a
 * text is kept; one that is not greater than the known one changes nothing.
 */
public final class JoinProcessor implements Processor<Object, Object, Object, Object> {

  private final StoredTweetDecoder texts;
  private final CounterBoard board;
  private ProcessorContext<Object, Object> context;
  private TaskStores stores;
  private MergedPublisher publisher;

  public JoinProcessor(StoredTweetDecoder texts, CounterBoard board) {
    this.texts = texts;
    this.board = board;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.context = context;
    this.stores = TaskStores.of(context, board);
    this.publisher =
        new MergedPublisher(context, NodeNames.STAGE_OR_JOIN_CHANGES, stores.counters());
  }

  @Override
  public void process(Record<Object, Object> record) {
    TweetSentiment sentiment = (TweetSentiment) record.value();
    String key = TextKey.of(sentiment.getTweetId(), sentiment.getTextHash());
    StoredSentiment known = stores.sentiments().get(key);
    if (known != null && !isGreater(sentiment, known)) {
      return;
    }
    StoredSentiment newest = StoredSentiment.of(sentiment, context.currentSystemTimeMs());
    stores.sentiments().put(key, newest);
    if (stores.pending().get(key) != null) {
      // Unlike delete, this does not read the old value again.
      stores.pending().put(key, null);
    }
    join(sentiment.getTweetId(), sentiment.getTextHash(), newest);
  }

  private void join(String id, String textHash, StoredSentiment sentiment) {
    TweetState before = stores.tweet(id);
    TweetState after = before;
    for (TopicState state : before.topics()) {
      if (textHash.equals(state.textHash())) {
        StoredTweet text = stores.texts().get(new TweetKey(id, state.topic()).encoded());
        // An expired tweet cannot be published again, so its contribution stays as it is.
        if (text != null) {
          Tweet tweet = texts.tweet(text);
          after = after.with(publisher.merge(id, state, tweet, sentiment));
        }
      }
    }
    if (!after.equals(before)) {
      stores.tweets().put(id, after);
    }
  }

  private static boolean isGreater(TweetSentiment sentiment, StoredSentiment known) {
    return SentimentVersion.of(sentiment)
            .compareTo(
                SentimentVersion.of(
                    known.sentiment(sentiment.getTweetId(), sentiment.getTextHash())))
        > 0;
  }
}
