package io.tweetsentiment.streams.windows;

import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.names.StoreNames;
import io.tweetsentiment.streams.state.PartialTotals;
import io.tweetsentiment.streams.state.WindowState;
import java.time.Duration;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Second step of the aggregation: adds up the partial totals of a window and publishes the sum. */
public final class SumProcessor implements Processor<String, PartialTotals, String, Object> {

  private final Duration windowSize;
  private final Duration flushInterval;
  private final CounterBoard board;
  private ProcessorContext<String, Object> context;
  private KeyValueStore<String, WindowState> store;
  private Outbox outbox;
  private Cancellable flushes;
  private long filled;

  public SumProcessor(Duration windowSize, Duration flushInterval, CounterBoard board) {
    this.windowSize = windowSize;
    this.flushInterval = flushInterval;
    this.board = board;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.store = context.getStateStore(StoreNames.windows(windowSize));
    this.outbox = new Outbox(store, this::publish);
    this.filled = countFilled();
    board.showWindows(context.taskId(), filled);
    this.flushes = outbox.schedule(context, flushInterval);
  }

  @Override
  public void process(Record<String, PartialTotals> record) {
    WindowState known = store.get(record.key());
    WindowState before = known == null ? WindowState.EMPTY : known;
    WindowState after = before.with(record.value());
    outbox.put(record.key(), after);
    filled += filled(after) - filled(before);
    board.showWindows(context.taskId(), filled);
  }

  @Override
  public void close() {
    if (flushes != null) {
      flushes.cancel();
      board.hideWindows(context.taskId());
    }
  }

  private void publish(String key, WindowState state) {
    SentimentAggregate aggregate = WindowKey.of(key, windowSize).aggregate(state.sum());
    context.forward(new Record<>(key, aggregate, context.currentSystemTimeMs()));
  }

  private long countFilled() {
    long count = 0;
    try (KeyValueIterator<String, WindowState> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, WindowState> window = all.next();
        count += filled(window.value);
      }
    }
    return count;
  }

  private static int filled(WindowState state) {
    return state.sum().count() > 0 ? 1 : 0;
  }
}
