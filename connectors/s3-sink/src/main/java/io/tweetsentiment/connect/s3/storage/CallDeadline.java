package io.tweetsentiment.connect.s3.storage;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * How long the current call of Connect may still wait for S3. A task that does not return to its
 * worker in time loses its partitions, and the task that gets them would do the same. Threading:
 * owned by the task thread.
 */
public final class CallDeadline {
  private final Duration limit;
  private final LongSupplier nanos;
  private long end;

  /**
   * @param nanos a clock that is not adjusted, such as {@code System::nanoTime}
   */
  public CallDeadline(Duration limit, LongSupplier nanos) {
    this.limit = limit;
    this.nanos = nanos;
    restart();
  }

  /** Notes that a call begins. */
  public void restart() {
    end = nanos.getAsLong() + limit.toNanos();
  }

  /**
   * Returns the time that is left.
   *
   * @throws OutOfTime if none is left
   */
  public Duration left() {
    long left = end - nanos.getAsLong();
    if (left <= 0) {
      throw new OutOfTime("Storing the records takes longer than " + limit.toMillis() + " ms");
    }
    return Duration.ofNanos(left);
  }

  /**
   * The call must return to Connect, which repeats it at once. Nothing failed: what was begun goes
   * on.
   */
  public static final class OutOfTime extends RetriableException {
    private static final long serialVersionUID = 1L;

    public OutOfTime(String message) {
      super(message);
    }
  }
}
