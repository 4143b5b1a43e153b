package io.tweetsentiment.connect.kinesis;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * A stream in memory. It can throttle, fail the next calls, expire iterators and shards, trim,
 * split and merge. Keys are hashed to 0..999.
 */
final class FakeKinesis implements KinesisClient {
  static final String STREAM = "tweets";
  private static final BigInteger FIRST_SEQUENCE = new BigInteger("49600000000000000000000000000");

  private record Stored(String id, List<String> parents, int from, int to, List<Record> records) {}

  /** {@code empty} is the number of empty pages that an iterator has returned. */
  private record Place(String shard, int index, int empty) {}

  private final Clock clock;
  private final Map<String, Stored> shards = new LinkedHashMap<>();
  private final Map<String, Boolean> closed = new HashMap<>();
  private final Map<String, Integer> trimmed = new HashMap<>();
  private final Map<String, Place> iterators = new HashMap<>();
  private final Deque<Supplier<SdkException>> readFailures = new ArrayDeque<>();
  private final Deque<Supplier<SdkException>> listFailures = new ArrayDeque<>();
  private final List<String> iteratorTypes = new ArrayList<>();
  private final Map<String, Integer> emptyStretches = new HashMap<>();
  private int emptyPagesBeforeEnd;
  private int listPage = 100;
  private int created;
  private int sequence;
  private int reads;
  private int tokens;

  FakeKinesis(Clock clock, int shardCount) {
    this.clock = clock;
    for (int i = 0; i < shardCount; i++) {
      add(List.of(), i * 1000 / shardCount, (i + 1) * 1000 / shardCount);
    }
  }

  private String add(List<String> parents, int from, int to) {
    String id = "shardId-%012d".formatted(created++);
    shards.put(id, new Stored(id, parents, from, to, new ArrayList<>()));
    closed.put(id, false);
    return id;
  }

  static String shardId(int number) {
    return "shardId-%012d".formatted(number);
  }

  /** Returns the open shard for a key. */
  synchronized String shardOf(String key) {
    return open(key).id();
  }

  private Stored open(String key) {
    int hash = Math.floorMod(key.hashCode() * 31, 1000);
    return shards.values().stream()
        .filter(s -> !closed.get(s.id()) && s.from() <= hash && hash < s.to())
        .findFirst()
        .orElseThrow();
  }

  /** Puts a record and returns its sequence number. */
  synchronized String put(String key, String data) {
    return put(key, SdkBytes.fromUtf8String(data));
  }

  synchronized String put(String key, SdkBytes data) {
    Stored shard = open(key);
    String number = FIRST_SEQUENCE.add(BigInteger.valueOf(++sequence)).toString();
    shard
        .records()
        .add(
            Record.builder()
                .partitionKey(key)
                .data(data)
                .sequenceNumber(number)
                .approximateArrivalTimestamp(clock.instant())
                .build());
    return number;
  }

  synchronized List<String> split(String id) {
    Stored parent = shards.get(id);
    int middle = (parent.from() + parent.to()) / 2;
    closed.put(id, true);
    return List.of(add(List.of(id), parent.from(), middle), add(List.of(id), middle, parent.to()));
  }

  synchronized String merge(String left, String right) {
    closed.put(left, true);
    closed.put(right, true);
    return add(List.of(left, right), shards.get(left).from(), shards.get(right).to());
  }

  synchronized List<String> open() {
    return shards.keySet().stream().filter(id -> !closed.get(id)).toList();
  }

  /** Returns two adjacent open shards. */
  synchronized List<String> neighbours() {
    return open().stream()
        .flatMap(
            left ->
                open().stream()
                    .filter(right -> shards.get(left).to() == shards.get(right).from())
                    .map(right -> List.of(left, right)))
        .findFirst()
        .orElse(List.of());
  }

  synchronized void expireIterators() {
    iterators.clear();
  }

  /** Removes the oldest records. */
  synchronized void trim(String shard, int count) {
    trimmed.put(shard, count);
  }

  /** Expires a shard, as when its records exceed the retention. */
  synchronized void expireShard(String shard) {
    shards.remove(shard);
  }

  synchronized void failReads(int times, Supplier<SdkException> error) {
    for (int i = 0; i < times; i++) {
      readFailures.add(error);
    }
  }

  synchronized void failLists(int times, Supplier<SdkException> error) {
    for (int i = 0; i < times; i++) {
      listFailures.add(error);
    }
  }

  synchronized void emptyPagesBeforeEnd(int count) {
    emptyPagesBeforeEnd = count;
  }

  /**
   * Makes every read of a shard return a number of empty pages first, as Kinesis does for hours
   * without records. A new iterator begins with the first empty page again.
   */
  synchronized void emptyStretch(String shard, int pages) {
    emptyStretches.put(shard, pages);
  }

  synchronized void listPage(int size) {
    listPage = size;
  }

  synchronized int reads() {
    return reads;
  }

  synchronized List<String> iteratorTypes() {
    return List.copyOf(iteratorTypes);
  }

  static SdkException throttled() {
    return ProvisionedThroughputExceededException.builder().message("Rate exceeded").build();
  }

  static SdkException unavailable() {
    return KinesisException.builder().statusCode(503).message("Service unavailable").build();
  }

  static SdkException denied() {
    return KinesisException.builder()
        .statusCode(400)
        .message("not authorized")
        .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDeniedException").build())
        .build();
  }

  @Override
  public synchronized ListShardsResponse listShards(ListShardsRequest request) {
    fail(listFailures);
    int from = 0;
    if (request.nextToken() != null) {
      if (request.streamName() != null) {
        throw InvalidArgumentException.builder().message("NextToken and StreamName").build();
      }
      from = Integer.parseInt(request.nextToken());
    } else if (!STREAM.equals(request.streamName())) {
      throw missing();
    }
    int to = Math.min(shards.size(), from + listPage);
    List<Shard> page =
        shards.values().stream().skip(from).limit(listPage).map(this::describe).toList();
    return ListShardsResponse.builder()
        .shards(page)
        .nextToken(to < shards.size() ? Integer.toString(to) : null)
        .build();
  }

  private Shard describe(Stored shard) {
    List<String> parents = shard.parents();
    return Shard.builder()
        .shardId(shard.id())
        .parentShardId(parents.isEmpty() ? null : parents.get(0))
        .adjacentParentShardId(parents.size() < 2 ? null : parents.get(1))
        .sequenceNumberRange(
            range ->
                range
                    .startingSequenceNumber("1")
                    .endingSequenceNumber(closed.get(shard.id()) ? "2" : null))
        .build();
  }

  @Override
  public synchronized GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
    Stored shard = shards.get(request.shardId());
    if (shard == null) {
      throw missing();
    }
    iteratorTypes.add(request.shardIteratorTypeAsString());
    int index =
        switch (request.shardIteratorType()) {
          case TRIM_HORIZON -> trimmed.getOrDefault(shard.id(), 0);
          case LATEST -> shard.records().size();
          case AT_TIMESTAMP -> since(shard, request.timestamp());
          case AFTER_SEQUENCE_NUMBER -> after(shard, request.startingSequenceNumber());
          case AT_SEQUENCE_NUMBER -> after(shard, request.startingSequenceNumber()) - 1;
          default -> throw new IllegalArgumentException(request.toString());
        };
    return GetShardIteratorResponse.builder()
        .shardIterator(token(new Place(shard.id(), index, 0)))
        .build();
  }

  private int since(Stored shard, Instant time) {
    if (time.isAfter(clock.instant())) {
      throw InvalidArgumentException.builder().message("The timestamp is in the future").build();
    }
    int index = trimmed.getOrDefault(shard.id(), 0);
    while (index < shard.records().size()
        && shard.records().get(index).approximateArrivalTimestamp().isBefore(time)) {
      index++;
    }
    return index;
  }

  private int after(Stored shard, String number) {
    List<String> numbers = shard.records().stream().map(Record::sequenceNumber).toList();
    int index = numbers.indexOf(number);
    if (index < trimmed.getOrDefault(shard.id(), 0)) {
      throw InvalidArgumentException.builder().message("Invalid sequence number").build();
    }
    return index + 1;
  }

  @Override
  public synchronized GetRecordsResponse getRecords(GetRecordsRequest request) {
    reads++;
    fail(readFailures);
    Place place = iterators.get(request.shardIterator());
    if (place == null) {
      throw ExpiredIteratorException.builder().message("Iterator expired").build();
    }
    Stored shard = shards.get(place.shard());
    if (shard == null) {
      throw missing();
    }
    if (place.empty() < emptyStretches.getOrDefault(shard.id(), 0)) {
      return GetRecordsResponse.builder()
          .records(List.of())
          .millisBehindLatest(1000L)
          .nextShardIterator(token(new Place(shard.id(), place.index(), place.empty() + 1)))
          .build();
    }
    int size = shard.records().size();
    int to = Math.min(size, place.index() + request.limit());
    boolean end = to == size && closed.get(shard.id());
    if (end && place.index() == size && emptyPagesBeforeEnd > 0) {
      emptyPagesBeforeEnd--;
      end = false;
    }
    return GetRecordsResponse.builder()
        .records(shard.records().subList(place.index(), to))
        .millisBehindLatest(to == size ? 0L : 1000L)
        .nextShardIterator(end ? null : token(new Place(shard.id(), to, 0)))
        .build();
  }

  private static void fail(Deque<Supplier<SdkException>> failures) {
    Supplier<SdkException> failure = failures.poll();
    if (failure != null) {
      throw failure.get();
    }
  }

  private static ResourceNotFoundException missing() {
    return ResourceNotFoundException.builder().message("not found").build();
  }

  private String token(Place place) {
    String token = "iterator-" + ++tokens;
    iterators.put(token, place);
    return token;
  }

  static String text(byte[] data) {
    return new String(data, StandardCharsets.UTF_8);
  }

  static Stream<String> texts(FetchedRecords page) {
    return page.records().stream().map(item -> item.data().asUtf8String());
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
