package io.tweetsentiment.connect.kinesis;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Source partitions {@code {stream, shard}} and source offsets {@code {sequence_number}} as
 * Connect's maps. With LATEST an offset also carries {@code latest_since}, the time from which the
 * connector reads: Connect stores nothing but offsets, and they come with records only, so each
 * record brings it. A later start finds it there and does not begin at the end again.
 */
record SourceOffsets(String stream) {
  static final String STREAM = "stream";
  static final String SHARD = "shard";
  static final String SEQUENCE = "sequence_number";
  static final String LATEST_SINCE = "latest_since";

  /**
   * Connect finds an offset by the bytes of its partition, which follow the order in which the map
   * iterates. So this is the kind of map that Connect itself reads JSON into; {@link Map#of} would
   * have another order in each JVM.
   */
  Map<String, String> partition(String shard) {
    Map<String, String> partition = new HashMap<>();
    partition.put(STREAM, stream);
    partition.put(SHARD, shard);
    return partition;
  }

  static Map<String, String> offset(String sequenceNumber, Optional<Instant> latestSince) {
    return latestSince
        .map(since -> Map.of(SEQUENCE, sequenceNumber, LATEST_SINCE, since.toString()))
        .orElseGet(() -> Map.of(SEQUENCE, sequenceNumber));
  }

  /** Committed sequence number by shard; shards without one are left out. */
  Map<String, String> committed(OffsetStorageReader reader, Collection<String> shards) {
    Map<String, String> committed = new HashMap<>();
    stored(reader, shards)
        .forEach(
            (partition, offset) -> {
              check(partition, offset);
              committed.put(partition.get(SHARD), (String) offset.get(SEQUENCE));
            });
    return committed;
  }

  /** The earliest time that is stored with an offset of these shards. */
  Optional<Instant> latestSince(OffsetStorageReader reader, Collection<String> shards) {
    List<Instant> times = new ArrayList<>();
    stored(reader, shards)
        .forEach(
            (partition, offset) -> {
              check(partition, offset);
              if (offset.get(LATEST_SINCE) instanceof String since) {
                times.add(Instant.parse(since));
              }
            });
    return times.stream().min(Comparator.naturalOrder());
  }

  private Map<Map<String, String>, Map<String, Object>> stored(
      OffsetStorageReader reader, Collection<String> shards) {
    Map<Map<String, String>, Map<String, Object>> stored =
        new HashMap<>(
            reader.offsets(shards.stream().map(this::partition).collect(Collectors.toSet())));
    stored.values().removeIf(Objects::isNull);
    return stored;
  }

  /**
   * Checks offsets that an operator wants to store.
   *
   * @throws ConnectException naming the offset that this connector could not have written
   */
  void check(Map<Map<String, ?>, Map<String, ?>> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          // A null clears an offset; clearing must work for whatever is stored.
          if (offset != null) {
            checkPartition(partition);
            check(partition, offset);
          }
        });
  }

  private void checkPartition(Map<String, ?> partition) {
    boolean known =
        partition != null
            && partition.keySet().equals(Set.of(STREAM, SHARD))
            && partition.get(SHARD) instanceof String shard
            && !shard.isBlank();
    if (!known) {
      throw new ConnectException(
          "The source partition " + partition + " must be {\"stream\": NAME, \"shard\": ID}.");
    }
    if (!stream.equals(partition.get(STREAM))) {
      throw new ConnectException(
          "The source partition " + partition + " is not of the stream " + stream + ".");
    }
  }

  private static void check(Map<String, ?> partition, Map<String, ?> offset) {
    if (Set.of(SEQUENCE, LATEST_SINCE).containsAll(offset.keySet())
        && offset.get(SEQUENCE) instanceof String number
        && number.matches("\\d{1,128}")
        && (!offset.containsKey(LATEST_SINCE) || isInstant(offset.get(LATEST_SINCE)))) {
      return;
    }
    throw new ConnectException(
        "The source offset "
            + offset
            + " of "
            + partition
            + " must be {\"sequence_number\": \"DIGITS\"}, the sequence number of the last record that was"
            + " read, as a string, with LATEST also {\"latest_since\": \"2026-01-31T12:00:00Z\"}; null"
            + " starts the shard where kinesis.position says.");
  }

  private static boolean isInstant(Object value) {
    try {
      return value instanceof String text && Instant.parse(text) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
