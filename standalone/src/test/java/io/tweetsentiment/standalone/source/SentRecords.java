package io.tweetsentiment.standalone.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Puts numbered records of a few keys, plain ones and such as the Kinesis Producer Library
 * aggregates, splits and merges shards at random, and checks what arrived: each once, those of a
 * key in order. Threading: thread-safe.
 */
final class SentRecords {
  private static final int KEYS = 97;
  private static final int MOST_AGGREGATED = 60;

  private final KinesisClient kinesis;
  private final String stream;
  private final Random random;
  private final Map<String, Integer> counts = new HashMap<>();
  private int sent;

  SentRecords(KinesisClient kinesis, String stream, long seed) {
    this.kinesis = kinesis;
    this.stream = stream;
    this.random = new Random(seed);
  }

  synchronized int sent() {
    return sent;
  }

  /** Puts about as many records in one call, every fourth Kinesis record an aggregate. */
  synchronized void put(int records) {
    List<PutRecordsRequestEntry> entries = new ArrayList<>();
    int until = sent + records;
    while (sent < until && entries.size() < 500) {
      String key = "k" + random.nextInt(KEYS);
      SdkBytes data =
          random.nextInt(4) == 0
              ? aggregate(key, 1 + random.nextInt(Math.min(MOST_AGGREGATED, until - sent)))
              : SdkBytes.fromUtf8String(next(key));
      entries.add(PutRecordsRequestEntry.builder().partitionKey(key).data(data).build());
    }
    assertThat(
            kinesis
                .putRecords(request -> request.streamName(stream).records(entries))
                .failedRecordCount())
        .isZero();
  }

  private String next(String key) {
    sent++;
    return key + ":" + counts.merge(key, 1, Integer::sum);
  }

  private SdkBytes aggregate(String key, int records) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    field(message, 1, key.getBytes(UTF_8));
    for (int i = 0; i < records; i++) {
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      record.write(8);
      record.write(0);
      field(record, 3, next(key).getBytes(UTF_8));
      field(message, 3, record.toByteArray());
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(new byte[] {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2});
    all.writeBytes(message.toByteArray());
    try {
      all.writeBytes(MessageDigest.getInstance("MD5").digest(message.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return SdkBytes.fromByteArray(all.toByteArray());
  }

  /** A field of fewer than 128 bytes. */
  private static void field(ByteArrayOutputStream out, int number, byte[] bytes) {
    assertThat(bytes).hasSizeLessThan(128);
    out.write((number << 3) | 2);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  /** Splits an open shard in its middle. */
  void split() {
    List<Shard> open = open();
    Shard shard = open.get(random.nextInt(open.size()));
    BigInteger middle = start(shard).add(end(shard)).shiftRight(1).add(BigInteger.ONE);
    kinesis.splitShard(
        request ->
            request
                .streamName(stream)
                .shardToSplit(shard.shardId())
                .newStartingHashKey(middle.toString()));
  }

  /** Merges two open shards that are neighbours. */
  void merge() {
    List<Shard> open = open();
    int left = random.nextInt(open.size() - 1);
    kinesis.mergeShards(
        request ->
            request
                .streamName(stream)
                .shardToMerge(open.get(left).shardId())
                .adjacentShardToMerge(open.get(left + 1).shardId()));
  }

  private List<Shard> open() {
    return kinesis.listShards(request -> request.streamName(stream)).shards().stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .sorted(Comparator.comparing(SentRecords::start))
        .toList();
  }

  private static BigInteger start(Shard shard) {
    return new BigInteger(shard.hashKeyRange().startingHashKey());
  }

  private static BigInteger end(Shard shard) {
    return new BigInteger(shard.hashKeyRange().endingHashKey());
  }

  /**
   * Checks that all records of a topic with one partition arrived once, those of a key in order.
   */
  synchronized void requireEachOnceAndInOrder(List<ConsumerRecord<String, byte[]>> arrived) {
    Map<String, Integer> last = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : arrived) {
      String value = new String(record.value(), UTF_8);
      int end = value.indexOf(':');
      assertThat(record.key()).isEqualTo(value.substring(0, end));
      assertThat(Integer.parseInt(value.substring(end + 1)))
          .as("number of the record of %s at offset %d", record.key(), record.offset())
          .isEqualTo(last.merge(record.key(), 1, Integer::sum));
    }
    assertThat(last).isEqualTo(counts);
  }
}
