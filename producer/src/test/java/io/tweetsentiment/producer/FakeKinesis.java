package io.tweetsentiment.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** Kinesis in memory with two shards, which can fail the nth call in several ways. */
final class FakeKinesis implements KinesisClient {

  /** What goes wrong in a call. */
  enum Trouble {
    NONE,
    /** Every second entry is throttled. */
    HALF_FAILS,
    ALL_FAIL,
    /** Nothing is kept. */
    UNREACHABLE,
    /** Everything is kept, but the client does not learn of it. */
    TIMEOUT_AFTER_ACCEPTING
  }

  /** A record that is kept. */
  @SuppressWarnings("ArrayRecordComponent") // read by tests, never compared
  record Kept(String key, byte[] data, String shard, String sequenceNumber) {}

  private final List<Kept> records = new ArrayList<>();
  private final List<Integer> callSizes = new ArrayList<>();
  private IntFunction<Trouble> trouble = call -> Trouble.NONE;
  private boolean missing;
  private BooleanSupplier away = () -> false;
  private int calls;

  /** Decides by the number of the call, from 1. */
  synchronized void trouble(IntFunction<Trouble> function) {
    trouble = function;
  }

  synchronized void noStream() {
    missing = true;
  }

  /** Whether nothing answers, as long as the condition holds. */
  synchronized void away(BooleanSupplier condition) {
    away = condition;
  }

  synchronized List<Kept> records() {
    return List.copyOf(records);
  }

  synchronized void clear() {
    records.clear();
  }

  synchronized List<String> keys() {
    return records.stream().map(Kept::key).toList();
  }

  synchronized List<Integer> callSizes() {
    return List.copyOf(callSizes);
  }

  @Override
  public synchronized PutRecordsResponse putRecords(PutRecordsRequest request) {
    calls++;
    callSizes.add(request.records().size());
    Trouble now = away.getAsBoolean() ? Trouble.UNREACHABLE : trouble.apply(calls);
    if (now == Trouble.UNREACHABLE) {
      throw SdkClientException.create("connection refused");
    }
    List<PutRecordsResultEntry> results = new ArrayList<>();
    int failed = 0;
    for (int i = 0; i < request.records().size(); i++) {
      if (now == Trouble.ALL_FAIL || (now == Trouble.HALF_FAILS && i % 2 == 0)) {
        failed++;
        results.add(
            PutRecordsResultEntry.builder()
                .errorCode("ProvisionedThroughputExceededException")
                .errorMessage("Rate exceeded")
                .build());
      } else {
        results.add(keep(request.records().get(i)));
      }
    }
    if (now == Trouble.TIMEOUT_AFTER_ACCEPTING) {
      throw SdkClientException.create("timed out");
    }
    return PutRecordsResponse.builder().failedRecordCount(failed).records(results).build();
  }

  private PutRecordsResultEntry keep(PutRecordsRequestEntry entry) {
    String shard = "shardId-" + Math.floorMod(entry.partitionKey().hashCode(), 2);
    // The lengths differ, so that only a comparison as numbers finds the greatest.
    String sequenceNumber = Integer.toString(records.size() + 1);
    records.add(new Kept(entry.partitionKey(), entry.data().asByteArray(), shard, sequenceNumber));
    return PutRecordsResultEntry.builder().shardId(shard).sequenceNumber(sequenceNumber).build();
  }

  @Override
  public synchronized DescribeStreamSummaryResponse describeStreamSummary(
      DescribeStreamSummaryRequest request) {
    if (away.getAsBoolean()) {
      throw SdkClientException.create("connection refused");
    }
    if (missing) {
      throw ResourceNotFoundException.builder().message("no such stream").build();
    }
    return DescribeStreamSummaryResponse.builder().build();
  }

  static String text(Kept record) {
    return new String(record.data(), UTF_8);
  }

  @Override
  public String serviceName() {
    return "kinesis";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
