package io.tweetsentiment.streams.windows;

import io.tweetsentiment.schemas.rules.Totals;
import io.tweetsentiment.schemas.rules.Window;
import io.tweetsentiment.streams.merge.Change;
import io.tweetsentiment.streams.names.StoreNames;
import io.tweetsentiment.streams.state.Joined;
import io.tweetsentiment.streams.state.Partial;
import io.tweetsentiment.streams.state.WindowState;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * First stage of the aggregates: what the tweets of this partition amount to in each window. The
 * changed windows go out together, so that a busy window costs one record a flush, not one a tweet.
 */
public final class Accumulate implements Processor<Object, Object, String, Partial> {

  private final Duration windowSize;
  private final Duration flushInterval;
  private ProcessorContext<String, Partial> context;
  private KeyValueStore<String, WindowState> store;
  private Outbox outbox;
  private Cancellable flushes;

  public Accumulate(Duration windowSize, Duration flushInterval) {
    this.windowSize = windowSize;
    this.flushInterval = flushInterval;
  }

  @Override
  public void init(ProcessorContext<String, Partial> context) {
    this.context = context;
    this.store = context.getStateStore(StoreNames.partials(windowSize));
    this.outbox = new Outbox(store, this::send);
    this.flushes = outbox.schedule(context, flushInterval);
  }

  @Override
  public void close() {
    if (flushes != null) {
      flushes.cancel();
    }
  }

  @Override
  public void process(Record<Object, Object> record) {
    Change change = (Change) record.value();
    if (change.out() != null) {
      String key = key(change.topic(), change.out());
      put(key, totals(key).subtract(change.out().contribution()));
    }
    if (change.in() != null) {
      String key = key(change.topic(), change.in());
      put(key, totals(key).add(change.in().contribution()));
    }
  }

  private void send(String key, WindowState state) {
    context.forward(new Record<>(key, state.partials().get(0), context.currentSystemTimeMs()));
  }

  private Totals totals(String key) {
    WindowState known = store.get(key);
    return known == null ? Totals.ZERO : known.sum();
  }

  private void put(String key, Totals totals) {
    outbox.put(key, WindowState.EMPTY.with(new Partial(context.taskId().partition(), totals)));
  }

  private String key(String topic, Joined joined) {
    return Window.of(Instant.ofEpochMilli(joined.createdAt()), windowSize).key(topic);
  }
}
