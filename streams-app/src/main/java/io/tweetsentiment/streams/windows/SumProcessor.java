package io.tweetsentiment.streams.windows;

import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.names.StoreNames;
import io.tweetsentiment.streams.state.PartialTotals;
import io.tweetsentiment.streams.state.WindowState;
import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Second step of the aggregation: adds up the partial totals of a window and publishes the sum. */
public final class SumProcessor implements Processor<String, PartialTotals, String, Object> {

  private final Duration windowSize;
  private final FlushPace pace;
  private final CounterBoard board;
  private ProcessorContext<String, Object> context;
  private Marks marks;
  private Outbox outbox;
  private Cancellable ticks;
  private long filled;

  public SumProcessor(Duration windowSize, FlushPace pace, CounterBoard board) {
    this.windowSize = windowSize;
    this.pace = pace;
    this.board = board;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    String store = StoreNames.windows(windowSize);
    this.marks = new Marks(context.getStateStore(StoreNames.unsent(store)));
    this.outbox = new Outbox(context, context.getStateStore(store), marks, pace, this::publish);
    this.filled = marks.count();
    board.showWindows(context.taskId(), filled);
    this.ticks = outbox.schedule();
  }

  @Override
  public void process(Record<String, PartialTotals> record) {
    WindowState before = outbox.get(record.key());
    WindowState after = before.with(record.value());
    outbox.put(record.key(), after);
    int change = filled(after) - filled(before);
    if (change != 0) {
      filled += change;
      marks.setCount(filled);
      board.showWindows(context.taskId(), filled);
    }
  }

  @Override
  public void close() {
    if (ticks != null) {
      ticks.cancel();
      board.hideWindows(context.taskId());
    }
  }

  private void publish(String key, WindowState state) {
    SentimentAggregate aggregate = WindowKey.of(key, windowSize).aggregate(state.sum());
    context.forward(new Record<>(key, aggregate, context.currentSystemTimeMs()));
  }

  private static int filled(WindowState state) {
    return state.sum().count() > 0 ? 1 : 0;
  }
}
