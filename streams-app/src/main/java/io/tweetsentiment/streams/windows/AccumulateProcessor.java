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

/**
 * First step of the aggregation: keeps the totals of each window over the tweets of this partition.
 * Changed windows are sent at each flush, so that a busy window costs one record per flush instead
 * of one per tweet.
 */
public final class AccumulateProcessor implements Processor<Object, Object, String, PartialTotals> {

  private final Duration windowSize;
  private final FlushPace pace;
  private ProcessorContext<String, PartialTotals> context;
  private Outbox outbox;
  private Cancellable ticks;

  public AccumulateProcessor(Duration windowSize, FlushPace pace) {
    this.windowSize = windowSize;
    this.pace = pace;
  }

  @Override
  public void init(ProcessorContext<String, PartialTotals> context) {
    this.context = context;
    String store = StoreNames.partials(windowSize);
    this.outbox =
        new Outbox(
            context,
            context.getStateStore(store),
            new Marks(context.getStateStore(StoreNames.unsent(store))),
            pace,
            this::send);
    this.ticks = outbox.schedule();
  }

  @Override
  public void close() {
    if (ticks != null) {
      ticks.cancel();
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
    return outbox.get(key).sum();
  }

  private void put(String key, Totals totals) {
    outbox.put(
        key, WindowState.EMPTY.with(new PartialTotals(context.taskId().partition(), totals)));
  }

  private String key(String topic, WindowContribution contribution) {
    return Window.of(Instant.ofEpochMilli(contribution.createdAt()), windowSize).key(topic);
  }
}
