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
import java.util.HashMap;
import java.util.Map;
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

  private static final int MOST_KEYS = 4_096;

  /** A window by its number since the epoch, and a topic. */
  private record KeyId(long window, String topic) {}

  private final Duration windowSize;
  private final FlushPace pace;
  private ProcessorContext<String, PartialTotals> context;
  private Outbox outbox;

  /** Formatting the start of a window takes longer than finding its key again. */
  private final Map<KeyId, String> keys = new HashMap<>();

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
    long window = Math.floorDiv(contribution.createdAt(), windowSize.toMillis());
    if (keys.size() == MOST_KEYS) {
      keys.clear();
    }
    return keys.computeIfAbsent(
        new KeyId(window, topic),
        id -> Window.of(Instant.ofEpochMilli(contribution.createdAt()), windowSize).key(topic));
  }
}
