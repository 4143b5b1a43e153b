package io.tweetsentiment.emulators.kinesis;

import io.tweetsentiment.emulators.wire.AwsErrorException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * One stream: its shards and their changes.
 *
 * <p>Threading: writers of records share a lock that a change of shards takes exclusively, so a
 * closed shard never accepts a record after its end.
 */
final class KinesisStream implements AutoCloseable {
  private final Path directory;
  private final KinesisEmulatorSettings settings;
  private final ReadWriteLock change = new ReentrantReadWriteLock();
  private volatile List<Shard> shards;
  private volatile StreamInfo info;

  private KinesisStream(Path directory, KinesisEmulatorSettings settings, StreamInfo info)
      throws IOException {
    this.directory = directory;
    this.settings = settings;
    this.info = info;
    List<Shard> opened = new ArrayList<>();
    for (ShardInfo shard : info.shards()) {
      opened.add(open(shard));
    }
    this.shards = List.copyOf(opened);
    dropOld();
  }

  static KinesisStream create(
      Path directory, KinesisEmulatorSettings settings, String name, int shardCount)
      throws IOException {
    Files.createDirectories(directory);
    long now = settings.clock().millis();
    List<ShardInfo> infos = new ArrayList<>();
    for (HashRange range : HashRange.even(shardCount)) {
      infos.add(ShardInfo.open(infos.size(), -1, -1, range, now));
    }
    StreamInfo info =
        new StreamInfo(name, now, (int) settings.retention().toHours(), infos, List.of());
    info.save(directory);
    return new KinesisStream(directory, settings, info);
  }

  static KinesisStream load(Path directory, KinesisEmulatorSettings settings) throws IOException {
    return new KinesisStream(directory, settings, StreamInfo.load(directory));
  }

  private Shard open(ShardInfo shard) throws IOException {
    ShardLog log =
        ShardLog.open(directory.resolve(shard.id()), settings.segmentBytes(), settings.fsync());
    return new Shard(shard, log, settings.shardLimits(), settings.clock());
  }

  StreamInfo info() {
    return info;
  }

  List<Shard> shards() {
    return shards;
  }

  List<Shard> openShards() {
    return shards.stream().filter(shard -> shard.info().open()).toList();
  }

  Shard shard(String id) {
    return shards.stream()
        .filter(shard -> shard.info().id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                AwsErrorException.of(
                    "ResourceNotFoundException",
                    "shard " + id + " in stream " + info.name() + " does not exist"));
  }

  /** Writes records, while no shard is opened or closed. */
  @FunctionalInterface
  interface Writing<T> {
    T run() throws IOException;
  }

  <T> T write(Writing<T> work) throws IOException {
    change.readLock().lock();
    try {
      return work.run();
    } finally {
      change.readLock().unlock();
    }
  }

  /** The open shard for a hash key. Call it inside {@link #write}. */
  Shard route(BigInteger hashKey) {
    for (Shard shard : shards) {
      if (shard.info().open() && shard.info().range().contains(hashKey)) {
        return shard;
      }
    }
    throw new IllegalStateException(
        "no open shard of " + info.name() + " has the hash key " + hashKey);
  }

  void split(String id, BigInteger newStart) throws IOException {
    change.writeLock().lock();
    try {
      Shard parent = openShard(id);
      HashRange range = parent.info().range();
      if (newStart.compareTo(range.start()) <= 0 || newStart.compareTo(range.end()) > 0) {
        throw AwsErrorException.of(
            "InvalidArgumentException",
            "NewStartingHashKey " + newStart + " is not inside shard " + id);
      }
      int number = parent.info().number();
      HashRange low = new HashRange(range.start(), newStart.subtract(BigInteger.ONE));
      HashRange high = new HashRange(newStart, range.end());
      long now = settings.clock().millis();
      replace(
          List.of(parent),
          List.of(
              ShardInfo.open(shards.size(), number, -1, low, now),
              ShardInfo.open(shards.size() + 1, number, -1, high, now)));
    } finally {
      change.writeLock().unlock();
    }
  }

  void merge(String id, String adjacentId) throws IOException {
    change.writeLock().lock();
    try {
      Shard one = openShard(id);
      Shard other = openShard(adjacentId);
      HashRange a = one.info().range();
      HashRange b = other.info().range();
      if (!a.before(b) && !b.before(a)) {
        throw AwsErrorException.of(
            "InvalidArgumentException",
            "shards " + id + " and " + adjacentId + " are not adjacent");
      }
      HashRange both = new HashRange(a.start().min(b.start()), a.end().max(b.end()));
      replace(
          List.of(one, other),
          List.of(
              ShardInfo.open(
                  shards.size(),
                  one.info().number(),
                  other.info().number(),
                  both,
                  settings.clock().millis())));
    } finally {
      change.writeLock().unlock();
    }
  }

  private Shard openShard(String id) {
    Shard shard = shard(id);
    if (!shard.info().open()) {
      throw AwsErrorException.of("InvalidArgumentException", "shard " + id + " is already closed");
    }
    return shard;
  }

  private void replace(List<Shard> parents, List<ShardInfo> children) throws IOException {
    List<Shard> next = new ArrayList<>(shards);
    List<ShardInfo> infos = new ArrayList<>(info.shards());
    long now = settings.clock().millis();
    for (Shard parent : parents) {
      infos.set(parent.info().number(), parent.info().closed(now, parent.log().next()));
    }
    for (ShardInfo child : children) {
      infos.add(child);
      next.add(open(child));
    }
    StreamInfo changed =
        new StreamInfo(
            info.name(),
            info.createdAt(),
            info.retentionHours(),
            List.copyOf(infos),
            info.consumers());
    changed.save(directory);
    info = changed;
    shards = List.copyOf(next);
    for (Shard parent : parents) {
      parent.info(infos.get(parent.info().number()));
    }
  }

  /** Replaces the registered consumers. */
  void consumers(List<ConsumerInfo> consumers) throws IOException {
    change.writeLock().lock();
    try {
      StreamInfo changed =
          new StreamInfo(
              info.name(), info.createdAt(), info.retentionHours(), info.shards(), consumers);
      changed.save(directory);
      info = changed;
    } finally {
      change.writeLock().unlock();
    }
  }

  void retention(int hours) throws IOException {
    change.writeLock().lock();
    try {
      StreamInfo changed =
          new StreamInfo(info.name(), info.createdAt(), hours, info.shards(), info.consumers());
      changed.save(directory);
      info = changed;
      dropOld();
    } finally {
      change.writeLock().unlock();
    }
  }

  private void dropOld() throws IOException {
    long oldest = settings.clock().millis() - Duration.ofHours(info.retentionHours()).toMillis();
    for (Shard shard : shards) {
      shard.log().dropBefore(oldest);
    }
  }

  @Override
  public void close() throws IOException {
    change.writeLock().lock();
    try {
      for (Shard shard : shards) {
        shard.close();
      }
    } finally {
      change.writeLock().unlock();
    }
  }
}
