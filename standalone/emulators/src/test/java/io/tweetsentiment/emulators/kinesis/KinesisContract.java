package io.tweetsentiment.emulators.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What every Kinesis endpoint must do, tested through the unmodified AWS client. */
abstract class KinesisContract {
  /** A client of the endpoint under test. */
  abstract KinesisClient client();

  /** Makes the existing iterators expire; false when the endpoint cannot do this. */
  abstract boolean expireIterators();

  /** Whether GetRecords returns the child shards at the end of a closed shard. */
  boolean namesChildren() {
    return true;
  }

  /** Whether a malformed iterator results in an InvalidArgumentException. */
  boolean modelsMalformedIterators() {
    return true;
  }

  private static int streams;

  String stream(int shards) {
    String name = "contract-" + streams++;
    client().createStream(r -> r.streamName(name).shardCount(shards));
    awaitActive(name);
    return name;
  }

  PutRecordsResponse put(String stream, int from, int to) {
    List<PutRecordsRequestEntry> entries = new ArrayList<>();
    for (int i = from; i < to; i++) {
      entries.add(
          PutRecordsRequestEntry.builder()
              .partitionKey("key-" + i)
              .data(SdkBytes.fromUtf8String("record-" + i + " é😀"))
              .build());
    }
    return client().putRecords(r -> r.streamName(stream).records(entries));
  }

  String iterator(String stream, String shard, ShardIteratorType type, String number) {
    return client()
        .getShardIterator(
            r ->
                r.streamName(stream)
                    .shardId(shard)
                    .shardIteratorType(type)
                    .startingSequenceNumber(number))
        .shardIterator();
  }

  List<Record> readAll(String stream, String shard) {
    List<Record> records = new ArrayList<>();
    String next = iterator(stream, shard, ShardIteratorType.TRIM_HORIZON, null);
    GetRecordsResponse answer;
    do {
      String at = next;
      answer = client().getRecords(r -> r.shardIterator(at).limit(7));
      records.addAll(answer.records());
      next = answer.nextShardIterator();
    } while (next != null && !answer.records().isEmpty());
    return records;
  }

  List<Record> readAll(String stream) {
    return client().listShards(r -> r.streamName(stream)).shards().stream()
        .flatMap(shard -> readAll(stream, shard.shardId()).stream())
        .toList();
  }

  static List<String> texts(List<Record> records) {
    return records.stream().map(record -> record.data().asUtf8String()).toList();
  }

  @Test
  void shouldGiveBackEachRecordOnceWhenPutInBatches() {
    String stream = stream(3);
    PutRecordsResponse answer = put(stream, 0, 100);
    assertThat(answer.failedRecordCount()).isZero();
    assertThat(answer.records()).hasSize(100);

    List<Record> records = readAll(stream);
    assertThat(texts(records)).hasSize(100).doesNotHaveDuplicates().contains("record-42 é😀");
    Set<String> numbers = new HashSet<>();
    answer.records().forEach(entry -> numbers.add(entry.sequenceNumber()));
    assertThat(records).extracting(Record::sequenceNumber).hasSameElementsAs(numbers);
    assertThat(records.get(0).approximateArrivalTimestamp())
        .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(5));
  }

  @Test
  void shouldKeepOrderAndRaiseSequenceNumbersWhenOneShardTakesAll() {
    String stream = stream(1);
    put(stream, 0, 20);
    client()
        .putRecord(
            r -> r.streamName(stream).partitionKey("last").data(SdkBytes.fromUtf8String("last")));
    List<Record> records = readAll(stream, "shardId-000000000000");
    assertThat(texts(records).get(20)).isEqualTo("last");
    assertThat(records)
        .extracting(record -> new BigInteger(record.sequenceNumber()))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldRouteByMd5AndExplicitHashKeyWhenShardsShareTheRange() {
    String stream = stream(4);
    List<Shard> shards = client().listShards(r -> r.streamName(stream)).shards();
    for (int i = 0; i < 20; i++) {
      String key = "route-" + i;
      BigInteger hash = HashRange.hashKey(key);
      String shard =
          client()
              .putRecord(
                  r -> r.streamName(stream).partitionKey(key).data(SdkBytes.fromUtf8String("x")))
              .shardId();
      assertThat(shard).isEqualTo(owner(shards, hash));
    }
    BigInteger chosen = new BigInteger(shards.get(2).hashKeyRange().startingHashKey());
    assertThat(
            client()
                .putRecord(
                    r ->
                        r.streamName(stream)
                            .partitionKey("any")
                            .explicitHashKey(chosen.toString())
                            .data(SdkBytes.fromUtf8String("x")))
                .shardId())
        .isEqualTo(shards.get(2).shardId());
  }

  private static String owner(List<Shard> shards, BigInteger hash) {
    return shards.stream()
        .filter(
            shard ->
                new BigInteger(shard.hashKeyRange().startingHashKey()).compareTo(hash) <= 0
                    && new BigInteger(shard.hashKeyRange().endingHashKey()).compareTo(hash) >= 0)
        .findFirst()
        .orElseThrow()
        .shardId();
  }

  @Test
  void shouldBeginWhereTheIteratorTypeSays() {
    String stream = stream(1);
    String shard = "shardId-000000000000";
    List<PutRecordsResultEntry> stored = put(stream, 0, 5).records();
    String third = stored.get(2).sequenceNumber();
    assertThat(first(iterator(stream, shard, ShardIteratorType.AT_SEQUENCE_NUMBER, third)))
        .isEqualTo("record-2 é😀");
    assertThat(first(iterator(stream, shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, third)))
        .isEqualTo("record-3 é😀");
    String latest = iterator(stream, shard, ShardIteratorType.LATEST, null);
    put(stream, 5, 6);
    assertThat(first(latest)).isEqualTo("record-5 é😀");
    assertThat(first(iteratorAt(stream, shard, Instant.now().minusSeconds(3600))))
        .isEqualTo("record-0 é😀");
  }

  private String iteratorAt(String stream, String shard, Instant time) {
    GetShardIteratorRequest request =
        GetShardIteratorRequest.builder()
            .streamName(stream)
            .shardId(shard)
            .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
            .timestamp(time)
            .build();
    return client().getShardIterator(request).shardIterator();
  }

  private String first(String iterator) {
    return client()
        .getRecords(r -> r.shardIterator(iterator))
        .records()
        .get(0)
        .data()
        .asUtf8String();
  }

  @Test
  void shouldEndTheParentAndNameItsChildrenWhenAShardIsSplit() {
    String stream = stream(1);
    put(stream, 0, 10);
    client()
        .splitShard(
            r ->
                r.streamName(stream)
                    .shardToSplit("shardId-000000000000")
                    .newStartingHashKey(BigInteger.ONE.shiftLeft(127).toString()));
    awaitActive(stream);
    put(stream, 10, 30);
    List<Shard> shards = client().listShards(r -> r.streamName(stream)).shards();
    assertThat(shards).hasSize(3);
    assertThat(shards.get(0).sequenceNumberRange().endingSequenceNumber()).isNotNull();
    assertThat(shards.subList(1, 3))
        .allSatisfy(shard -> assertThat(shard.parentShardId()).isEqualTo("shardId-000000000000"));
    assertThat(texts(readAll(stream, "shardId-000000000000"))).hasSize(10);
    assertThat(texts(readAll(stream))).hasSize(30).doesNotHaveDuplicates();

    GetRecordsResponse end = readToEnd(stream, "shardId-000000000000");
    assertThat(end.nextShardIterator()).isNull();
    if (namesChildren()) {
      assertThat(end.childShards())
          .hasSize(2)
          .allSatisfy(child -> assertThat(child.parentShards()).hasSize(1));
    }
  }

  @Test
  void shouldKeepBothParentsWhenShardsAreMerged() {
    String stream = stream(2);
    put(stream, 0, 10);
    client()
        .mergeShards(
            r ->
                r.streamName(stream)
                    .shardToMerge("shardId-000000000000")
                    .adjacentShardToMerge("shardId-000000000001"));
    awaitActive(stream);
    put(stream, 10, 20);
    Shard child = client().listShards(r -> r.streamName(stream)).shards().get(2);
    assertThat(child.parentShardId()).isEqualTo("shardId-000000000000");
    assertThat(child.adjacentParentShardId()).isEqualTo("shardId-000000000001");
    assertThat(readAll(stream, child.shardId())).hasSize(10);
    assertThat(texts(readAll(stream))).hasSize(20).doesNotHaveDuplicates();
  }

  private GetRecordsResponse readToEnd(String stream, String shard) {
    String next = iterator(stream, shard, ShardIteratorType.TRIM_HORIZON, null);
    GetRecordsResponse answer = null;
    while (next != null) {
      String at = next;
      answer = client().getRecords(r -> r.shardIterator(at));
      next = answer.nextShardIterator();
    }
    return answer;
  }

  @Test
  void shouldRefuseASecondStreamOfAName() {
    String stream = stream(1);
    assertThatThrownBy(() -> client().createStream(r -> r.streamName(stream).shardCount(1)))
        .isInstanceOf(ResourceInUseException.class);
  }

  @Test
  void shouldRefuseRecordsForAStreamThatDoesNotExist() {
    assertThatThrownBy(() -> put("absent", 0, 1)).isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void shouldRefuseAMalformedIterator() {
    Assumptions.assumeTrue(
        modelsMalformedIterators(), "the endpoint answers 500 to a malformed iterator");
    assertThatThrownBy(() -> client().getRecords(r -> r.shardIterator("nonsense")))
        .isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void shouldRefuseAnIteratorWhenItHasExpired() {
    String stream = stream(1);
    String iterator = iterator(stream, "shardId-000000000000", ShardIteratorType.LATEST, null);
    Assumptions.assumeTrue(expireIterators(), "the endpoint's iterators cannot be made to expire");
    assertThatThrownBy(() -> client().getRecords(r -> r.shardIterator(iterator)))
        .isInstanceOf(ExpiredIteratorException.class);
  }

  /** Waits as the SDK's waiter does, which by itself looks every ten seconds. */
  private void awaitActive(String stream) {
    client()
        .waiter()
        .waitUntilStreamExists(
            request -> request.streamName(stream),
            looks ->
                looks
                    .backoffStrategyV2(
                        BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(50)))
                    .maxAttempts(600));
  }
}
