package io.tweetsentiment.emulators.kinesis;

import io.tweetsentiment.emulators.wire.TokenBucket;
import java.io.IOException;
import java.time.Clock;

/** An open or closed shard: its description, its records and its limits. */
final class Shard implements AutoCloseable {
  private final TokenBucket recordsIn;
  private final TokenBucket bytesIn;
  private final TokenBucket readCalls;
  private final TokenBucket bytesOut;
  private final boolean limited;
  private final ShardLog log;
  private volatile ShardInfo info;

  Shard(ShardInfo info, ShardLog log, boolean limited, Clock clock) {
    this.info = info;
    this.log = log;
    this.limited = limited;
    this.recordsIn = new TokenBucket(1000, clock);
    this.bytesIn = new TokenBucket(1 << 20, clock);
    this.readCalls = new TokenBucket(5, clock);
    this.bytesOut = new TokenBucket(2 << 20, clock);
  }

  ShardInfo info() {
    return info;
  }

  void info(ShardInfo value) {
    info = value;
  }

  ShardLog log() {
    return log;
  }

  /** Whether the limits allow a record of this size to be written now. */
  boolean admits(int bytes) {
    return !limited || (bytesIn.take(bytes) && recordsIn.take(1));
  }

  /** Whether the limits allow a read now. */
  boolean admitsRead() {
    return !limited || (bytesOut.takeOnCredit(0) && readCalls.take(1));
  }

  void charge(long bytesRead) {
    if (limited) {
      bytesOut.takeOnCredit((double) bytesRead);
    }
  }

  /** Whether this shard is closed and {@code counter} is after its last record. */
  boolean endsBefore(long counter) {
    return !info.open() && counter >= info.closedBefore();
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
