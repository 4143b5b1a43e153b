package io.tweetsentiment.streams.merge;

import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.SentimentVersion;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.names.NodeNames;
import io.tweetsentiment.streams.state.ReceivedTweetDecoder;
import io.tweetsentiment.streams.state.StoredSentiment;
import io.tweetsentiment.streams.state.TaskStores;
import io.tweetsentiment.streams.state.TweetState;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Joins a sentiment with the newest versions that have its text. Only the greatest sentiment of a
 * text is kept; one that is not greater than the known one changes nothing.
 */
public final class JoinProcessor implements Processor<Object, Object, Object, Object> {

  private final ReceivedTweetDecoder tweets;
  private final CounterBoard board;
  private ProcessorContext<Object, Object> context;
  private TaskStores stores;
  private SentimentJoin join;

  public JoinProcessor(ReceivedTweetDecoder tweets, CounterBoard board) {
    this.tweets = tweets;
    this.board = board;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.context = context;
    this.stores = TaskStores.of(context, board);
    this.join =
        new SentimentJoin(
            new MergedPublisher(context, NodeNames.STAGE_OR_JOIN_CHANGES, stores.counters()),
            tweets);
  }

  @Override
  public void process(Record<Object, Object> record) {
    TweetSentiment sentiment = (TweetSentiment) record.value();
    String id = sentiment.getTweetId();
    String hash = sentiment.getTextHash();
    TweetState before = stores.tweet(id);
    Optional<StoredSentiment> known = before.sentiment(hash);
    if (known.isPresent() && !isGreater(sentiment, known.get())) {
      return;
    }
    TweetState after =
        join.join(id, before, StoredSentiment.of(sentiment, context.currentSystemTimeMs()));
    stores.release(id, before, after, hash);
    stores.tweets().put(id, after);
  }

  private static boolean isGreater(TweetSentiment sentiment, StoredSentiment known) {
    return SentimentVersion.of(sentiment)
            .compareTo(SentimentVersion.of(known.sentiment(sentiment.getTweetId())))
        > 0;
  }
}
