package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.shards.Position;
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
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Source partitions {@code {stream, shard}} and source offsets {@code {sequence_number}} in the
 * form of Connect's maps. If the Kinesis Producer Library aggregated records, an offset inside an
 * aggregate also contains {@code sub_sequence_number}. With LATEST, an offset also contains {@code
 * latest_since}, the time from which the connector reads. Connect stores only offsets, and only
 * together with records, so every record carries that time; a later start finds it and does not
 * begin at the end of the stream again.
 */
record SourceOffsets(String stream) {
  static final String STREAM = "stream";
  static final String SHARD = "shard";
  static final String SEQUENCE = "sequence_number";
  static final String SUB_SEQUENCE = "sub_sequence_number";
  static final String LATEST_SINCE = "latest_since";

  /**
   * Returns the source partition of a shard. Connect looks an offset up by the serialized
   * partition, whose bytes depend on the iteration order of the map. Therefore this is the kind of
   * map that Connect creates from JSON; {@link Map#of} has another order in each JVM.
   */
  Map<String, String> partition(String shard) {
    Map<String, String> partition = new HashMap<>();
    partition.put(STREAM, stream);
    partition.put(SHARD, shard);
    return partition;
  }

  /**
   * Returns a source offset.
   *
   * @param place place of the record in its aggregate; empty for the last one; -1 for the position
   *     before the first one, or before a record that is sent in pieces
   */
  static Map<String, String> offset(
      String sequenceNumber, OptionalInt place, Optional<Instant> latestSince) {
    if (place.isEmpty() && latestSince.isEmpty()) {
      return Map.of(SEQUENCE, sequenceNumber);
    }
    Map<String, String> offset = new HashMap<>();
    offset.put(SEQUENCE, sequenceNumber);
    place.ifPresent(i -> offset.put(SUB_SEQUENCE, Integer.toString(i)));
    latestSince.ifPresent(since -> offset.put(LATEST_SINCE, since.toString()));
    return offset;
  }

  /** Returns the committed positions by shard; shards without one are omitted. */
  Map<String, Position> committed(OffsetStorageReader reader, Collection<String> shards) {
    Map<String, Position> committed = new HashMap<>();
    stored(reader, shards)
        .forEach(
            (partition, offset) -> {
              check(partition, offset);
              committed.put(partition.get(SHARD), position(offset));
            });
    return committed;
  }

  private static Position position(Map<String, ?> offset) {
    String sequenceNumber = (String) offset.get(SEQUENCE);
    return offset.get(SUB_SEQUENCE) instanceof String place
        ? new Position.Within(sequenceNumber, Integer.parseInt(place))
        : new Position.After(sequenceNumber);
  }

  /** Returns the earliest {@code latest_since} in the offsets of these shards. */
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
   * Checks offsets that an operator stores.
   *
   * @throws ConnectException that names an offset that this connector could not have written
   */
  void check(Map<Map<String, ?>, Map<String, ?>> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          // A null clears an offset, which must be possible for any stored offset.
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
          "The source partition " + partition + " does not belong to the stream " + stream + ".");
    }
  }

  private static void check(Map<String, ?> partition, Map<String, ?> offset) {
    if (Set.of(SEQUENCE, SUB_SEQUENCE, LATEST_SINCE).containsAll(offset.keySet())
        && offset.get(SEQUENCE) instanceof String number
        && number.matches("\\d{1,128}")
        && (!offset.containsKey(SUB_SEQUENCE)
            || (offset.get(SUB_SEQUENCE) instanceof String place && place.matches("-1|\\d{1,9}")))
        && (!offset.containsKey(LATEST_SINCE) || isInstant(offset.get(LATEST_SINCE)))) {
      return;
    }
    throw new ConnectException(
        "The source offset "
            + offset
            + " of "
            + partition
            + " must be {\"sequence_number\": \"DIGITS\"}, with the sequence number of the last"
            + " record that was read, as a string. For a record inside an aggregate it can also"
            + " contain \"sub_sequence_number\": \"DIGITS\". With LATEST it can also contain"
            + " \"latest_since\", for example \"2026-01-31T12:00:00Z\". Use null to start the shard"
            + " at kinesis.position.");
  }

  private static boolean isInstant(Object value) {
    try {
      return value instanceof String text && Instant.parse(text) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
