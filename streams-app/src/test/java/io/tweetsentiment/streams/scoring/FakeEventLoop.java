package io.tweetsentiment.streams.scoring;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** An event loop whose time the test controls. */
public final class FakeEventLoop implements EventLoop {

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::at));
  private long now;

  private record Timer(long at, Runnable task) {}

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void after(Duration delay, Runnable task) {
    timers.add(new Timer(now + delay.toNanos(), task));
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void close() {
    tasks.clear();
    timers.clear();
  }

  /** Runs the tasks that are ready. */
  void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /** Advances the clock and runs the timers in order. */
  public void advance(Duration time) {
    run();
    long end = now + time.toNanos();
    while (!timers.isEmpty() && timers.peek().at() <= end) {
      Timer timer = timers.poll();
      now = timer.at();
      timer.task().run();
      run();
    }
    now = end;
  }
}
