package io.tweetsentiment.emulators.kinesis;

import io.tweetsentiment.emulators.wire.TokenBucket;
import java.io.IOException;
import java.time.Clock;

/** An open or closed shard: what is known about it, its records, its limits. */
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

  /** Whether the limits let a record of this size in now. */
  boolean admits(int bytes) {
    return !limited || (bytesIn.take(bytes) && recordsIn.take(1));
  }

  /** Whether the limits let a read begin now. */
  boolean admitsRead() {
    return !limited || (bytesOut.takeOnCredit(0) && readCalls.take(1));
  }

  void charge(long bytesRead) {
    if (limited) {
      bytesOut.takeOnCredit((double) bytesRead);
    }
  }

  /** Whether {@code counter} lies behind the last record that this shard will ever have. */
  boolean endsBefore(long counter) {
    return !info.open() && counter >= info.closedBefore();
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
