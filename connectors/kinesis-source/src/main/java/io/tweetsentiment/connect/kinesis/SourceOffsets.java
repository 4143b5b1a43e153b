package io.tweetsentiment.connect.kinesis;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Source partitions {@code {stream, shard}} and source offsets {@code {sequence_number}} as
 * Connect's maps.
 */
record SourceOffsets(String stream) {
  static final String STREAM = "stream";
  static final String SHARD = "shard";
  static final String SEQUENCE = "sequence_number";

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

  static Map<String, String> offset(String sequenceNumber) {
    return Map.of(SEQUENCE, sequenceNumber);
  }

  /** Committed sequence number by shard; shards without one are left out. */
  Map<String, String> committed(OffsetStorageReader reader, Collection<String> shards) {
    Map<String, String> committed = new HashMap<>();
    reader
        .offsets(shards.stream().map(this::partition).collect(Collectors.toSet()))
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                committed.put(partition.get(SHARD), sequence(partition, offset));
              }
            });
    return committed;
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
            sequence(partition, offset);
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

  private static String sequence(Map<String, ?> partition, Map<String, ?> offset) {
    if (offset.keySet().equals(Set.of(SEQUENCE))
        && offset.get(SEQUENCE) instanceof String number
        && number.matches("\\d{1,128}")) {
      return number;
    }
    throw new ConnectException(
        "The source offset "
            + offset
            + " of "
            + partition
            + " must be {\"sequence_number\": \"DIGITS\"}, the sequence number of the last record that was"
            + " read, as a string; null starts the shard where kinesis.position says.");
  }
}
