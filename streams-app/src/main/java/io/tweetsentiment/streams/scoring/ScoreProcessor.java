package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.schemas.rules.TweetKey;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.streams.counters.Counter;
import io.tweetsentiment.streams.intake.TweetArrivalExtractor;
import io.tweetsentiment.streams.merge.MergedPublisher;
import io.tweetsentiment.streams.merge.TextToScore;
import io.tweetsentiment.streams.names.NodeNames;
import io.tweetsentiment.streams.state.StoredTweet;
import io.tweetsentiment.streams.state.TaskStores;
import io.tweetsentiment.streams.state.TextKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Sends texts to be scored outside the stream thread. The pending store is the buffer: a text has
 * an entry from the moment it needs a sentiment until the sentiment comes back from its topic. So a
 * restart sends only the texts without a result again, and no text is scored twice.
 */
public final class ScoreProcessor implements Processor<Object, Object, Object, Object> {

  private final ScoringContext scoring;
  private ResultQueue results;
  private Prefetch prefetch;
  private Cancellable drain;
  private ProcessorContext<Object, Object> context;
  private TaskStores stores;
  private Rejections rejections;

  public ScoreProcessor(ScoringContext scoring) {
    this.scoring = scoring;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.context = context;
    // Kafka Streams closes a processor and initialises it again when its task is restored.
    this.results = new ResultQueue();
    this.prefetch = new Prefetch(scoring.prefetch());
    this.stores = TaskStores.of(context, scoring.board());
    this.rejections =
        new Rejections(
            context,
            scoring.rawTopic(),
            stores,
            new MergedPublisher(context, NodeNames.CHANGES, stores.counters()));
    this.drain =
        context.schedule(
            scoring.drainInterval(), PunctuationType.WALL_CLOCK_TIME, this::drainAndRefill);
  }

  @Override
  public void process(Record<Object, Object> record) {
    TextToScore unscored = (TextToScore) record.value();
    String key = TextKey.of(unscored.tweet().getTweetId(), unscored.textHash());
    if (stores.pending().get(key) == null) {
      offer(key, unscored.tweet(), record.timestamp(), this::enqueue);
    }
  }

  @Override
  public void close() {
    if (drain != null) {
      drain.cancel();
      results.close();
    }
  }

  /** Marks a new text as pending; false when memory is full and the refill finds it later. */
  private boolean enqueue(String key) {
    stores.pending().put(key, false);
    return prefetch.admit(key);
  }

  private void offer(String key, Tweet tweet, long arrived, Predicate<String> room) {
    Optional<String> route = scoring.dispatcher().route(tweet.getLang());
    long createdAt = tweet.getCreatedAt().toEpochMilli();
    if (route.isEmpty()) {
      scoring.board().unscoredIn().add(tweet.getLang());
      publish(key, scoring.sentiments().of(key, createdAt, Contribution.UNSCORED), arrived);
    } else if (room.test(key)) {
      scoring
          .dispatcher()
          .submit(new Submission(key, route.get(), tweet.getText(), createdAt, arrived, results));
    }
  }

  private void drainAndRefill(long now) {
    scoring.dispatcher().check();
    for (ResultQueue.Result result = results.poll(); result != null; result = results.poll()) {
      String key = result.submission().key();
      prefetch.done(key);
      // Otherwise the text was superseded, deleted or scored by another scorer in the meantime.
      if (Boolean.FALSE.equals(stores.pending().get(key))) {
        accept(result, now);
      }
    }
    if (prefetch.wantsMore()) {
      refill();
    }
    stores.counters().keep();
  }

  private void accept(ResultQueue.Result result, long now) {
    Submission text = result.submission();
    if (result.outcome() instanceof Outcome.Scored scored) {
      String engine = scoring.dispatcher().engineName(text.route());
      scoring.board().scoredBy().add(engine);
      Scores scores = scored.scores();
      Contribution rounded =
          Contribution.of(scores.positive(), scores.negative(), scores.neutral(), scores.mixed());
      TweetSentiment sentiment =
          scoring.sentiments().by(engine).of(text.key(), text.createdAt(), rounded);
      publish(text.key(), sentiment, text.arrived());
    } else if (result.outcome() instanceof Outcome.Rejected rejected) {
      stores.pending().put(text.key(), null);
      rejections.reject(text.key(), rejected.reason(), now);
    }
  }

  private void publish(String key, TweetSentiment sentiment, long arrived) {
    stores.pending().put(key, true);
    stores.counters().add(Counter.SCORED);
    context.forward(
        new Record<>(
            TextKey.tweetId(key),
            sentiment,
            context.currentSystemTimeMs(),
            TweetArrivalExtractor.header(arrived)),
        NodeNames.SENTIMENT_SINK);
  }

  private void refill() {
    for (String key : nextPending()) {
      Optional<StoredTweet> text = textOf(key);
      if (text.isPresent()) {
        offer(key, scoring.texts().tweet(text.get()), text.get().timestamp(), prefetch::take);
      } else {
        stores.pending().put(key, null);
      }
    }
  }

  private List<String> nextPending() {
    List<String> keys = new ArrayList<>();
    int room = scoring.prefetch() - prefetch.outstanding();
    try (KeyValueIterator<String, Boolean> entries =
        stores.pending().range(prefetch.cursor(), null)) {
      while (entries.hasNext()) {
        KeyValue<String, Boolean> entry = entries.next();
        if (keys.size() == room) {
          prefetch.stoppedBefore(entry.key);
          return keys;
        }
        if (!entry.value && !prefetch.isOutstanding(entry.key)) {
          keys.add(entry.key);
        }
      }
    }
    prefetch.reachedEnd();
    return keys;
  }

  private Optional<StoredTweet> textOf(String key) {
    String id = TextKey.tweetId(key);
    String hash = TextKey.textHash(key);
    return stores.tweet(id).topics().stream()
        .filter(state -> state.awaits(hash))
        .findFirst()
        .map(state -> stores.texts().get(new TweetKey(id, state.topic()).encoded()));
  }
}
