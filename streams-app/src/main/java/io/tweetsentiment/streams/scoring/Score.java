package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.schemas.rules.TweetKey;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.streams.counters.Counter;
import io.tweetsentiment.streams.intake.TweetArrival;
import io.tweetsentiment.streams.merge.Publication;
import io.tweetsentiment.streams.merge.Unscored;
import io.tweetsentiment.streams.names.NodeNames;
import io.tweetsentiment.streams.state.StoredText;
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
 * Has texts scored outside the stream thread. The pending store is the buffer: an entry is there
 * from the moment a text needs a sentiment until that comes back from its topic, so a restart sends
 * again only what had no result, and no text is scored twice.
 */
public final class Score implements Processor<Object, Object, Object, Object> {

  private final ScoringParts parts;
  private Inbox inbox;
  private Prefetch prefetch;
  private Cancellable drain;
  private ProcessorContext<Object, Object> context;
  private TaskStores stores;
  private Rejections rejections;

  public Score(ScoringParts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.context = context;
    // Kafka Streams closes and opens the same processor again when its task has to be restored.
    this.inbox = new Inbox();
    this.prefetch = new Prefetch(parts.prefetch());
    this.stores = TaskStores.of(context, parts.board());
    this.rejections =
        new Rejections(
            context,
            parts.rawTopic(),
            stores,
            new Publication(context, NodeNames.CHANGES, stores.counters()));
    this.drain =
        context.schedule(
            parts.drainInterval(), PunctuationType.WALL_CLOCK_TIME, this::drainAndRefill);
  }

  @Override
  public void process(Record<Object, Object> record) {
    Unscored unscored = (Unscored) record.value();
    String key = TextKey.of(unscored.tweet().getTweetId(), unscored.textHash());
    if (stores.pending().get(key) == null) {
      offer(key, unscored.tweet(), record.timestamp(), this::enqueue);
    }
  }

  @Override
  public void close() {
    if (drain != null) {
      drain.cancel();
      inbox.close();
    }
  }

  /** Marks a new text as pending; false when there is no room now and the refill comes to it. */
  private boolean enqueue(String key) {
    stores.pending().put(key, false);
    return prefetch.admit(key);
  }

  private void offer(String key, Tweet tweet, long arrived, Predicate<String> room) {
    Optional<String> route = parts.dispatcher().route(tweet.getLang());
    long createdAt = tweet.getCreatedAt().toEpochMilli();
    if (route.isEmpty()) {
      parts.board().unscoredIn().add(tweet.getLang());
      publish(key, parts.sentiments().of(key, createdAt, Contribution.UNSCORED), arrived);
    } else if (room.test(key)) {
      parts
          .dispatcher()
          .submit(new Submission(key, route.get(), tweet.getText(), createdAt, arrived, inbox));
    }
  }

  private void drainAndRefill(long now) {
    parts.dispatcher().check();
    for (Inbox.Result result = inbox.poll(); result != null; result = inbox.poll()) {
      String key = result.submission().key();
      prefetch.done(key);
      // No longer wanted: superseded or deleted, or scored by someone else in the meantime.
      if (Boolean.FALSE.equals(stores.pending().get(key))) {
        accept(result, now);
      }
    }
    if (prefetch.wantsMore()) {
      refill();
    }
    stores.counters().keep();
  }

  private void accept(Inbox.Result result, long now) {
    Submission text = result.submission();
    if (result.outcome() instanceof Outcome.Scored scored) {
      String engine = parts.dispatcher().engineName(text.route());
      parts.board().scoredBy().add(engine);
      Scores scores = scored.scores();
      Contribution rounded =
          Contribution.of(scores.positive(), scores.negative(), scores.neutral(), scores.mixed());
      TweetSentiment sentiment =
          parts.sentiments().by(engine).of(text.key(), text.createdAt(), rounded);
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
            TweetArrival.header(arrived)),
        NodeNames.SENTIMENT_SINK);
  }

  private void refill() {
    for (String key : nextPending()) {
      Optional<StoredText> text = textOf(key);
      if (text.isPresent()) {
        offer(key, parts.texts().tweet(text.get()), text.get().timestamp(), prefetch::take);
      } else {
        stores.pending().put(key, null);
      }
    }
  }

  private List<String> nextPending() {
    List<String> keys = new ArrayList<>();
    int room = parts.prefetch() - prefetch.outstanding();
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

  private Optional<StoredText> textOf(String key) {
    String id = TextKey.tweetId(key);
    String hash = TextKey.textHash(key);
    return stores.tweet(id).topics().stream()
        .filter(state -> state.awaits(hash))
        .findFirst()
        .map(state -> stores.texts().get(new TweetKey(id, state.topic()).encoded()));
  }
}
