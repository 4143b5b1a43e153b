package io.tweetsentiment.connect.kinesis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records that are too large for Kafka to a dead letter topic, in pieces, so that all their
 * bytes are kept and the shard goes on. The worker's producer would refuse such a record after it
 * left the task: with exactly-once it aborts the transaction whatever {@code errors.tolerance} says
 * and would meet the same record after each restart; without, {@code errors.tolerance=all} drops
 * the record.
 *
 * @param mostBytes the most bytes of data and partition key that a record may have; empty if all
 *     are sent
 * @param topic where larger ones are sent to; empty if they fail the task
 */
record OversizeRecords(Optional<Integer> mostBytes, Optional<String> topic) {
  static final String REASON_HEADER = "kinesis.oversize.reason";
  static final String BYTES_HEADER = "kinesis.oversize.bytes";
  static final String PIECE_HEADER = "kinesis.oversize.piece";
  static final String PIECES_HEADER = "kinesis.oversize.pieces";

  private static final Logger LOG = LoggerFactory.getLogger(OversizeRecords.class);

  /** Half of what a topic and a producer accept unless they are configured otherwise. */
  private static final int PIECE = 512 * 1024;

  boolean is(String key, byte[] data) {
    return mostBytes.isPresent()
        && data.length + keyBytes(key) > mostBytes.get()
        // Only a record that is nearly too large is counted to the byte.
        && data.length + key.getBytes(StandardCharsets.UTF_8).length > mostBytes.get();
  }

  private static int keyBytes(String key) {
    return key.length() * 3;
  }

  /**
   * Returns the pieces of a record, in order, each with the number of pieces, its own number from 0
   * on, the size of the whole data and the reason in its headers.
   *
   * @param before the source offset of all but the last piece, from which the whole record is read
   *     again
   * @throws ConnectException if there is no topic for them
   */
  List<SourceRecord> pieces(SourceRecord record, byte[] data, Map<String, String> before) {
    String what =
        "Record "
            + record.headers().lastWithName(RecordMapper.SEQUENCE_HEADER).value()
            + " of shard "
            + record.headers().lastWithName(RecordMapper.SHARD_HEADER).value()
            + " has "
            + data.length
            + " bytes, and kinesis.record.max.bytes is "
            + mostBytes.orElseThrow();
    String target =
        topic.orElseThrow(
            () ->
                new ConnectException(
                    what
                        + ". Set kinesis.record.oversize.topic to a topic for such records, or raise"
                        + " kinesis.record.max.bytes, producer.override.max.request.size and the"
                        + " topic's max.message.bytes."));
    LOG.warn("{}; it is sent to the topic {}", what, target);
    int size = Math.min(PIECE, mostBytes.get());
    int count = Math.max(1, (data.length + size - 1) / size);
    List<SourceRecord> pieces = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ConnectHeaders headers = new ConnectHeaders(record.headers());
      headers.addString(REASON_HEADER, what);
      headers.addString(BYTES_HEADER, Integer.toString(data.length));
      headers.addString(PIECE_HEADER, Integer.toString(i));
      headers.addString(PIECES_HEADER, Integer.toString(count));
      pieces.add(
          new SourceRecord(
              record.sourcePartition(),
              i == count - 1 ? record.sourceOffset() : before,
              target,
              null,
              Schema.STRING_SCHEMA,
              record.key(),
              Schema.BYTES_SCHEMA,
              Arrays.copyOfRange(data, i * size, Math.min(data.length, (i + 1) * size)),
              record.timestamp(),
              headers));
    }
    return pieces;
  }
}
