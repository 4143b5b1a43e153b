package io.tweetsentiment.streams.windows;

import io.tweetsentiment.schemas.rules.Totals;
import io.tweetsentiment.schemas.rules.Window;
import io.tweetsentiment.streams.merge.ContributionChange;
import io.tweetsentiment.streams.names.StoreNames;
import io.tweetsentiment.streams.state.PartialTotals;
import io.tweetsentiment.streams.state.WindowContribution;
import io.tweetsentiment.streams.state.WindowState;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * First step of the aggregation: keeps the totals of each window over the tweets of this partition.
 * Changed windows are sent at each flush, so that a busy window costs one record per flush instead
 * of one per tweet.
 */
public final class AccumulateProcessor implements Processor<Object, Object, String, PartialTotals> {

  private final Duration windowSize;
  private final Duration flushInterval;
  private ProcessorContext<String, PartialTotals> context;
  private KeyValueStore<String, WindowState> store;
  private Outbox outbox;
  private Cancellable flushes;

  public AccumulateProcessor(Duration windowSize, Duration flushInterval) {
    this.windowSize = windowSize;
    this.flushInterval = flushInterval;
  }

  @Override
  public void init(ProcessorContext<String, PartialTotals> context) {
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
    ContributionChange change = (ContributionChange) record.value();
    if (change.removed() != null) {
      String key = key(change.topic(), change.removed());
      put(key, totals(key).subtract(change.removed().contribution()));
    }
    if (change.added() != null) {
      String key = key(change.topic(), change.added());
      put(key, totals(key).add(change.added().contribution()));
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
    outbox.put(
        key, WindowState.EMPTY.with(new PartialTotals(context.taskId().partition(), totals)));
  }

  private String key(String topic, WindowContribution contribution) {
    return Window.of(Instant.ofEpochMilli(contribution.createdAt()), windowSize).key(topic);
  }
}
