package io.tweetsentiment.streams;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.TweetKey;
import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
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
final class Score implements Processor<Object, Object, Object, Object> {

  private final ScoringParts parts;
  private final Inbox inbox = new Inbox();
  private final Prefetch prefetch;
  private ProcessorContext<Object, Object> context;
  private TaskStores stores;
  private Rejections rejections;

  Score(ScoringParts parts) {
    this.parts = parts;
    this.prefetch = new Prefetch(parts.prefetch());
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.context = context;
    this.stores = TaskStores.of(context, parts.board());
    this.rejections =
        new Rejections(
            context,
            parts.rawTopic(),
            stores,
            new Publication(context, Nodes.CHANGES, stores.counters()));
    context.schedule(parts.drainInterval(), PunctuationType.WALL_CLOCK_TIME, this::drainAndRefill);
  }

  @Override
  public void process(Record<Object, Object> record) {
    Unscored unscored = (Unscored) record.value();
    String key = TextKey.of(unscored.tweet().getTweetId(), unscored.textHash());
    if (stores.pending().get(key) != null) {
      return;
    }
    stores.pending().put(key, false);
    offer(key, unscored.tweet(), record.timestamp(), prefetch::admit);
  }

  @Override
  public void close() {
    inbox.close();
  }

  private void offer(String key, Tweet tweet, long now, Predicate<String> room) {
    Optional<String> route = parts.dispatcher().route(tweet.getLang());
    long createdAt = tweet.getCreatedAt().toEpochMilli();
    if (route.isEmpty()) {
      parts.board().unscoredIn().add(tweet.getLang());
      publish(key, parts.sentiments().of(key, createdAt, Contribution.UNSCORED), now);
    } else if (room.test(key)) {
      parts
          .dispatcher()
          .submit(new Submission(key, route.get(), tweet.getText(), createdAt, inbox));
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
      refill(now);
    }
  }

  private void accept(Inbox.Result result, long now) {
    String key = result.submission().key();
    if (result.outcome() instanceof Outcome.Scored scored) {
      long createdAt = result.submission().createdAt();
      String engine = parts.dispatcher().engineName(result.submission().route());
      parts.board().scoredBy().add(engine);
      Scores scores = scored.scores();
      Contribution rounded =
          Contribution.of(
              scores.positive(), scores.negative(), scores.neutral(), scores.mixed());
      publish(key, parts.sentiments().by(engine).of(key, createdAt, rounded), now);
    } else if (result.outcome() instanceof Outcome.Rejected rejected) {
      stores.pending().delete(key);
      rejections.reject(key, rejected.reason(), now);
    }
  }

  private void publish(String key, TweetSentiment sentiment, long now) {
    stores.pending().put(key, true);
    stores.counters().add(Counter.SCORED);
    context.forward(new Record<>(TextKey.tweetId(key), sentiment, now), Nodes.SENTIMENT_SINK);
  }

  private void refill(long now) {
    for (String key : nextPending()) {
      Optional<Tweet> tweet = tweetWith(key);
      if (tweet.isPresent()) {
        offer(key, tweet.get(), now, prefetch::take);
      } else {
        stores.pending().delete(key);
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

  private Optional<Tweet> tweetWith(String key) {
    String id = TextKey.tweetId(key);
    String hash = TextKey.textHash(key);
    return stores.tweet(id).topics().stream()
        .filter(state -> state.awaits(hash))
        .findFirst()
        .map(state -> stores.texts().get(new TweetKey(id, state.topic()).encoded()))
        .map(parts.texts()::tweet);
  }
}
