package io.tweetsentiment.streams.windows;

import io.tweetsentiment.streams.state.WindowState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Sends each changed window of a store once per flush, and asks for a commit.
 *
 * <p>The marked windows are those that changed in the last minute, so that a busy window costs one
 * mark a minute; the unsent ones are among them. After a restart all of them are sent, which is
 * harmless, because they hold absolute values.
 *
 * <p>Threading: owned by the stream thread.
 */
final class Outbox {

  private static final long CLEAR_MARKS_MS = 60_000;

  private final ProcessorContext<?, ?> context;
  private final KeyValueStore<String, WindowState> windows;
  private final Marks marks;
  private final FlushPace pace;
  private final BiConsumer<String, WindowState> send;
  private final Map<String, WindowState> unsent = new LinkedHashMap<>();
  private boolean changed;
  private long lastFlush;
  private long marksCleared;

  /** An outbox with the marked windows, which may be unsent since the last time. */
  Outbox(
      ProcessorContext<?, ?> context,
      KeyValueStore<String, WindowState> windows,
      Marks marks,
      FlushPace pace,
      BiConsumer<String, WindowState> send) {
    this.context = context;
    this.windows = windows;
    this.marks = marks;
    this.pace = pace;
    this.send = send;
    this.marksCleared = context.currentSystemTimeMs();
    for (String key : marks.marked()) {
      WindowState window = windows.get(key);
      if (window != null) {
        unsent.put(key, window);
      }
    }
  }

  /**
   * Starts the ticks, which run until they are cancelled: a task that is initialised again gets a
   * new outbox. The ticks of all tasks fall on the same moments, so that one commit serves them
   * all.
   */
  Cancellable schedule() {
    return context.schedule(
        Instant.EPOCH, pace.interval(), PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  WindowState get(String key) {
    WindowState window = unsent.get(key);
    if (window == null) {
      window = windows.get(key);
    }
    return window == null ? WindowState.EMPTY : window;
  }

  void put(String key, WindowState window) {
    windows.put(key, window);
    if (unsent.put(key, window) == null) {
      marks.mark(key);
    }
    changed = true;
  }

  private void tick(long now) {
    boolean due = pace.isDue(now, context.currentStreamTimeMs(), lastFlush, changed);
    changed = false;
    if (due && !unsent.isEmpty()) {
      unsent.forEach(send);
      unsent.clear();
      lastFlush = now;
      if (now - marksCleared >= CLEAR_MARKS_MS) {
        marks.clear();
        marksCleared = now;
      }
      context.commit();
    }
  }
}
