package io.tweetsentiment.connect.kinesis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * Reads one shard, one page a call.
 *
 * <p>Threading: one call at a time; the caller hands the reader from thread to thread.
 */
final class ShardReader {

  private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);
  private static final int TOO_MANY_FAILURES = 50;

  private final KinesisClient kinesis;
  private final ShardIterators iterators;
  private final ReadPace pace;
  private final String shard;
  private final InitialPosition initial;
  private final List<ParentProbe> parents;
  private final Backoff backoff;
  private final int limit;
  private Optional<String> lastRead;
  private Optional<String> iterator = Optional.empty();

  /**
   * A reader of one shard.
   *
   * @param lastRead sequence number of the last record that was committed, if any
   * @param initial where to start when none was
   * @param limit most records a page
   */
  ShardReader(
      KinesisClient kinesis,
      ShardIterators iterators,
      ReadPace pace,
      String shard,
      Optional<String> lastRead,
      InitialPosition initial,
      List<ParentProbe> parents,
      Backoff backoff,
      int limit) {
    this.kinesis = kinesis;
    this.iterators = iterators;
    this.pace = pace;
    this.shard = shard;
    this.lastRead = lastRead;
    this.initial = initial;
    this.parents = parents;
    this.backoff = backoff;
    this.limit = limit;
  }

  String shard() {
    return shard;
  }

  /** Reads the next page. Never throws: what fails is part of the answer. */
  Fetched fetch() {
    try {
      if (lastRead.isEmpty() && !parents.stream().allMatch(ParentProbe::finished)) {
        return nothing(pace.whenEmpty());
      }
      Fetched fetched = page();
      backoff.reset();
      return fetched;
    } catch (ExpiredIteratorException e) {
      LOG.info("the iterator of {} expired; going on from {}", shard, lastRead.orElse("its start"));
      iterator = Optional.empty();
      return nothing(Duration.ZERO);
    } catch (ProvisionedThroughputExceededException | LimitExceededException e) {
      return nothing(pace.whenThrottled());
    } catch (ResourceNotFoundException e) {
      return failed(
          "is not there any more. If its records are past the retention of the stream they are lost:"
              + " reset the connector's offset of this shard to go on",
          e);
    } catch (InvalidArgumentException e) {
      return failed(
          "cannot be read from "
              + lastRead.orElse("its start")
              + ". Set the connector's offset of this shard to a sequence number that it holds, or"
              + " to null",
          e);
    } catch (SdkException e) {
      return retryable(e)
          ? again(e)
          : failed("refuses to be read; check credentials and permissions", e);
    } catch (RuntimeException e) {
      return failed("cannot be read", e);
    }
  }

  private Fetched page() {
    if (iterator.isEmpty()) {
      iterator = iterators.open(shard, lastRead, initial);
      if (iterator.isEmpty()) {
        return new Fetched.End();
      }
    }
    GetRecordsResponse response =
        kinesis.getRecords(request -> request.shardIterator(iterator.get()).limit(limit));
    List<Record> records = response.records();
    if (!records.isEmpty()) {
      lastRead = Optional.of(records.get(records.size() - 1).sequenceNumber());
    }
    iterator = Optional.ofNullable(response.nextShardIterator());
    if (iterator.isEmpty() && records.isEmpty()) {
      return new Fetched.End();
    }
    boolean behind = response.millisBehindLatest() != null && response.millisBehindLatest() > 0;
    boolean more = iterator.isEmpty() || behind || !records.isEmpty();
    return new Fetched.Records(records, more ? pace.whenBehind() : pace.whenEmpty());
  }

  private Fetched again(SdkException failure) {
    Duration pause = backoff.next();
    if (backoff.failures() > TOO_MANY_FAILURES) {
      return failed(TOO_MANY_FAILURES + " attempts in a row failed", failure);
    }
    LOG.warn("{} could not be read, trying again in {}: {}", shard, pause, failure.toString());
    return nothing(pause);
  }

  /** What never reached the service, and what the service itself is to blame for. */
  private static boolean retryable(SdkException failure) {
    return failure instanceof KinesisException service
        ? service.statusCode() >= 500 || service.isThrottlingException()
        : true;
  }

  private Fetched failed(String reason, RuntimeException cause) {
    return new Fetched.Failed(
        new ConnectException(shard + " " + reason + ": " + cause.getMessage(), cause));
  }

  private static Fetched nothing(Duration pause) {
    return new Fetched.Records(List.of(), pause);
  }
}
