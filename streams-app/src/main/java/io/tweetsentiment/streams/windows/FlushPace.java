package io.tweetsentiment.streams.windows;

import java.time.Duration;

/**
 * Decides when changed windows are sent. While the task reads records that have just arrived, they
 * are sent at each tick. While it is behind, they are sent more rarely, because a busy window then
 * changes with almost every record, and each flush ends with a commit.
 *
 * @param interval time between two ticks
 * @param behind a task is behind when its newest record arrived longer ago than this; it then sends
 *     its windows at this interval
 */
public record FlushPace(Duration interval, Duration behind) {

  /**
   * Whether to send at a tick.
   *
   * @param now milliseconds since the epoch
   * @param newestArrival arrival time of the newest record that was read, milliseconds since the
   *     epoch
   * @param lastFlush when windows were last sent, milliseconds since the epoch
   * @param changed whether a window changed since the last tick; if not, nothing is read at the
   *     moment, and waiting gains nothing
   */
  boolean isDue(long now, long newestArrival, long lastFlush, boolean changed) {
    return !changed
        || now - newestArrival <= behind.toMillis()
        || now - lastFlush >= behind.toMillis();
  }
}
