package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.streams.counters.Counter;
import io.tweetsentiment.streams.merge.MergedPublisher;
import io.tweetsentiment.streams.merge.SentimentJoin;
import io.tweetsentiment.streams.merge.TextToScore;
import io.tweetsentiment.streams.names.NodeNames;
import io.tweetsentiment.streams.state.StoredSentiment;
import io.tweetsentiment.streams.state.TaskStores;
import io.tweetsentiment.streams.state.TweetState;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Publishes the result of scoring a text: the sentiment and the merged tweets, or a dead letter.
 * Both are in one transaction with the state of the tweet, so the app need not read its own
 * sentiments.
 *
 * <p>Threading: owned by the stream thread.
 */
final class OutcomePublisher {

  private final ProcessorContext<Object, Object> context;
  private final ScoringContext scoring;
  private final TaskStores stores;
  private final SentimentJoin join;
  private final Rejections rejections;

  OutcomePublisher(
      ProcessorContext<Object, Object> context, ScoringContext scoring, TaskStores stores) {
    this.context = context;
    this.scoring = scoring;
    this.stores = stores;
    MergedPublisher publisher = new MergedPublisher(context, NodeNames.CHANGES, stores.counters());
    this.join = new SentimentJoin(publisher, scoring.tweets());
    this.rejections = new Rejections(context, scoring.rawTopic(), publisher);
  }

  /** Publishes what an engine answered for a text. */
  void publish(TextToScore text, String route, Outcome outcome) {
    if (outcome instanceof Outcome.Scored scored) {
      String engine = scored.engineOr(scoring.dispatcher().engineName(route));
      scoring.board().scoredBy().add(engine);
      Scores scores = scored.scores();
      publish(
          text,
          scoring.sentiments().by(engine),
          Contribution.of(scores.positive(), scores.negative(), scores.neutral(), scores.mixed()));
    } else if (outcome instanceof Outcome.Rejected rejected) {
      store(
          text,
          rejections.reject(
              text.tweetId(),
              text.pending(),
              text.textHash(),
              rejected.reason(),
              context.currentSystemTimeMs()));
    }
  }

  /** Publishes a text in a language that no engine scores. */
  void publishUnscored(TextToScore text) {
    scoring.board().unscoredIn().add(text.tweet().getLang());
    publish(text, scoring.sentiments(), Contribution.UNSCORED);
  }

  private void publish(TextToScore text, SentimentFactory factory, Contribution scores) {
    String id = text.tweetId();
    long now = context.currentSystemTimeMs();
    TweetSentiment sentiment = factory.of(id, text.textHash(), text.tweet().getCreatedAt(), scores);
    stores.counters().add(Counter.SCORED);
    context.forward(
        new Record<>(id, sentiment, now, scoring.sender().headers(text.arrived())),
        NodeNames.SENTIMENT_SINK);
    store(text, join.join(id, text.pending(), StoredSentiment.of(sentiment, now), text.tweet()));
  }

  private void store(TextToScore text, TweetState after) {
    stores.release(text.tweetId(), text.stored(), after, text.textHash());
    stores.tweets().put(text.tweetId(), after);
  }
}
