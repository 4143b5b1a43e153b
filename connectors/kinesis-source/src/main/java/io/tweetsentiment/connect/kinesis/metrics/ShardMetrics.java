package io.tweetsentiment.connect.kinesis.metrics;

import java.util.concurrent.atomic.AtomicLong;

/** Counts for one shard. Thread-safe. */
public final class ShardMetrics implements ShardMetricsMBean {
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong throttles = new AtomicLong();
  private final AtomicLong renewals = new AtomicLong();
  private volatile long millisBehind = -1;
  private volatile boolean isFanOut;

  /**
   * Counts a page.
   *
   * @param millisBehind how far its end is behind the newest record of the shard
   */
  public void read(long millisBehind) {
    this.millisBehind = millisBehind;
    reads.incrementAndGet();
  }

  /** Counts a record that is passed to Kafka Connect. */
  public void passed(int dataBytes) {
    records.incrementAndGet();
    bytes.addAndGet(dataBytes);
  }

  public void throttled() {
    throttles.incrementAndGet();
  }

  public void renewed() {
    renewals.incrementAndGet();
  }

  /** Notes whether enhanced fan-out is used from now on. */
  public void fanOut(boolean used) {
    isFanOut = used;
  }

  @Override
  public long getMillisBehindLatest() {
    return millisBehind;
  }

  @Override
  public long getRecords() {
    return records.get();
  }

  @Override
  public long getBytes() {
    return bytes.get();
  }

  @Override
  public long getReads() {
    return reads.get();
  }

  @Override
  public long getThrottles() {
    return throttles.get();
  }

  @Override
  public long getRenewals() {
    return renewals.get();
  }

  @Override
  public boolean isFanOut() {
    return isFanOut;
  }
}
