package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.streams.merge.TextToScore;
import io.tweetsentiment.streams.state.TaskStores;
import io.tweetsentiment.streams.state.TextKey;
import io.tweetsentiment.streams.state.TweetState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Has texts scored. An engine that answers in the stream thread is asked at once. Texts for other
 * engines go through the dispatcher, and the pending store is their buffer: a text has an entry
 * from the moment it needs a sentiment until its result is published. So a restart sends only the
 * texts without a result again, and no text is scored twice.
 */
public final class ScoreProcessor implements Processor<Object, Object, Object, Object> {

  /** The drains of a task with more texts than memory holds are this many times rarer. */
  private static final int BACKLOG_FACTOR = 5;

  private final ScoringContext scoring;
  private ResultQueue results;
  private Prefetch prefetch;
  private Cancellable drains;
  private Duration interval;
  private ProcessorContext<Object, Object> context;
  private TaskStores stores;
  private OutcomePublisher outcomes;

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
    this.outcomes = new OutcomePublisher(context, scoring, stores);
    this.interval = null;
    setDrains();
  }

  @Override
  public void process(Record<Object, Object> record) {
    TextToScore text = (TextToScore) record.value();
    if (scoreAtOnce(text)) {
      return;
    }
    stores.tweets().put(text.tweetId(), text.pending());
    if (!text.stored().awaits(text.textHash())) {
      String key = TextKey.of(text.tweetId(), text.textHash());
      stores.pending().put(key, true);
      // When memory is full, a refill finds the text later.
      if (prefetch.admit(key)) {
        submit(key, text);
      }
      setDrains();
    }
  }

  @Override
  public void close() {
    if (drains != null) {
      drains.cancel();
      drains = null;
    }
    if (results != null) {
      results.close();
    }
  }

  /** Publishes a text that no engine scores, or whose engine answers in this thread. */
  private boolean scoreAtOnce(TextToScore text) {
    Optional<String> route = scoring.dispatcher().route(text.tweet().getLang());
    if (route.isEmpty()) {
      outcomes.publishUnscored(text);
      return true;
    }
    Optional<Function<String, Outcome>> engine = scoring.dispatcher().inCallingThread(route.get());
    engine.ifPresent(
        answer -> outcomes.publish(text, route.get(), answer.apply(text.tweet().getText())));
    return engine.isPresent();
  }

  private void submit(String key, TextToScore text) {
    String route = scoring.dispatcher().route(text.tweet().getLang()).orElseThrow();
    scoring.dispatcher().submit(new Submission(key, route, text.tweet().getText(), results));
  }

  /**
   * Schedules the drains while texts are with the engine. They are rarer when more texts wait than
   * memory holds, because each punctuation interrupts the reading of records.
   */
  private void setDrains() {
    Duration wanted = null;
    if (prefetch.isBehind()) {
      wanted = scoring.drainInterval().multipliedBy(BACKLOG_FACTOR);
    } else if (prefetch.outstanding() > 0) {
      wanted = scoring.drainInterval();
    }
    if (Objects.equals(wanted, interval)) {
      return;
    }
    if (drains != null) {
      drains.cancel();
    }
    interval = wanted;
    drains =
        wanted == null
            ? null
            : context.schedule(wanted, PunctuationType.WALL_CLOCK_TIME, now -> drainAndRefill());
  }

  private void drainAndRefill() {
    scoring.dispatcher().check();
    for (ResultQueue.Result result = results.poll(); result != null; result = results.poll()) {
      publish(result);
    }
    if (prefetch.wantsMore()) {
      refill();
    }
    setDrains();
    stores.counters().keep();
  }

  private void publish(ResultQueue.Result result) {
    Submission sent = result.submission();
    prefetch.done(sent.key());
    // Otherwise the text was superseded, deleted or scored by another scorer in the meantime.
    waiting(sent.key()).ifPresent(text -> outcomes.publish(text, sent.route(), result.outcome()));
  }

  private void refill() {
    for (String key : nextPending()) {
      Optional<TextToScore> text = waiting(key);
      if (text.isEmpty()) {
        stores.pending().put(key, null);
      } else if (!scoreAtOnce(text.get()) && prefetch.take(key)) {
        submit(key, text.get());
      }
    }
  }

  private List<String> nextPending() {
    List<String> keys = new ArrayList<>();
    int room = scoring.prefetch() - prefetch.outstanding();
    try (KeyValueIterator<String, Boolean> entries =
        stores.pending().range(prefetch.cursor(), null)) {
      while (entries.hasNext()) {
        String key = entries.next().key;
        if (keys.size() == room) {
          prefetch.stoppedBefore(key);
          return keys;
        }
        if (!prefetch.isOutstanding(key)) {
          keys.add(key);
        }
      }
    }
    prefetch.reachedEnd();
    return keys;
  }

  /** The text of a key, if a newest version still waits for its sentiment. */
  private Optional<TextToScore> waiting(String key) {
    String hash = TextKey.textHash(key);
    TweetState tweet = stores.tweet(TextKey.tweetId(key));
    return tweet.topics().stream()
        .filter(version -> version.awaits(hash))
        .findFirst()
        .map(
            version ->
                new TextToScore(
                    scoring.tweets().tweet(version.received()),
                    version.received().timestamp(),
                    hash,
                    tweet,
                    tweet));
  }
}
