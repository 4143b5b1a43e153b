package io.tweetsentiment.producer.sink;

import io.tweetsentiment.producer.failure.AwsErrors;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.failure.RetryPolicy;
import io.tweetsentiment.producer.failure.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * Puts records until Kinesis has acknowledged each of them, and resends only those that failed. A
 * call whose outcome is unknown is repeated as a whole, so a record may arrive twice.
 */
public final class KinesisSink implements RecordSink {

  private static final Logger log = LoggerFactory.getLogger(KinesisSink.class);

  private final KinesisClient kinesis;
  private final KinesisConfig config;
  private final Sleeper sleeper;

  public KinesisSink(KinesisClient kinesis, KinesisConfig config, Sleeper sleeper) {
    this.kinesis = kinesis;
    this.config = config;
    this.sleeper = sleeper;
  }

  /** Checks that the stream exists. */
  @Override
  public void check() {
    try {
      kinesis.describeStreamSummary(request -> request.streamName(config.stream()));
    } catch (ResourceNotFoundException e) {
      throw new IngestException(noStream(), e);
    } catch (SdkException e) {
      throw new IngestException(
          "cannot reach the Kinesis stream "
              + config.stream()
              + ": "
              + AwsErrors.message(e)
              + ". Check aws.endpoint, aws.region and the AWS credentials.",
          e);
    }
  }

  @Override
  public void put(List<SinkRecord> records, SequenceNumbers acknowledged)
      throws InterruptedException {
    for (List<SinkRecord> batch : config.limits().batches(records)) {
      List<SinkRecord> left = batch;
      for (int failed = 0; !left.isEmpty(); ) {
        Attempt attempt = attempt(left, acknowledged);
        failed = attempt.left().size() < left.size() ? 0 : failed + 1;
        left = attempt.left();
        if (!left.isEmpty()) {
          backOff(attempt, failed);
        }
      }
    }
  }

  @Override
  public void close() {
    kinesis.close();
  }

  /** The records that one call did not deliver, and why. */
  private record Attempt(List<SinkRecord> left, String reason) {}

  private Attempt attempt(List<SinkRecord> records, SequenceNumbers acknowledged)
      throws InterruptedException {
    try {
      PutRecordsResponse response =
          kinesis.putRecords(
              request ->
                  request
                      .streamName(config.stream())
                      .records(records.stream().map(KinesisSink::entry).toList()));
      return sort(records, response.records(), acknowledged);
    } catch (AbortedException e) {
      throw interrupted(e);
    } catch (ResourceNotFoundException e) {
      throw new IngestException(noStream(), e);
    } catch (KinesisException e) {
      if (!mayPass(e)) {
        throw new IngestException(
            "Kinesis refuses records for the stream " + config.stream() + ": " + e.getMessage(), e);
      }
      return new Attempt(records, e.toString());
    } catch (SdkClientException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(e);
      }
      return new Attempt(records, AwsErrors.message(e));
    }
  }

  private static Attempt sort(
      List<SinkRecord> records, List<PutRecordsResultEntry> results, SequenceNumbers acknowledged) {
    List<SinkRecord> left = new ArrayList<>();
    String reason = "";
    for (int i = 0; i < records.size(); i++) {
      PutRecordsResultEntry result = results.get(i);
      if (result.errorCode() == null) {
        acknowledged.add(result.shardId(), result.sequenceNumber());
      } else {
        left.add(records.get(i));
        reason = result.errorCode() + " (" + result.errorMessage() + ")";
      }
    }
    return new Attempt(left, reason);
  }

  private void backOff(Attempt attempt, int failed) throws InterruptedException {
    RetryPolicy backoff = config.backoff();
    if (failed >= backoff.attempts()) {
      throw new IngestException(
          String.format(
              "Kinesis acknowledged none of %d records in %d calls; the last failure: %s. Run the"
                  + " same command again to fetch their page again; against throttling add shards"
                  + " or raise kinesis.attempts.",
              attempt.left().size(), failed, attempt.reason()));
    }
    Duration wait = backoff.delay(Math.max(1, failed));
    log.debug("{} records again in {}: {}", attempt.left().size(), wait, attempt.reason());
    sleeper.sleep(wait);
  }

  private static boolean mayPass(KinesisException e) {
    return e.isThrottlingException()
        || e.isRetryableException()
        || e.statusCode() >= 500
        || e instanceof ResourceInUseException
        || e instanceof ProvisionedThroughputExceededException;
  }

  private static PutRecordsRequestEntry entry(SinkRecord record) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(record.key())
        .data(SdkBytes.fromByteArrayUnsafe(record.data()))
        .build();
  }

  private String noStream() {
    return "no Kinesis stream "
        + config.stream()
        + " exists. Create it (aws kinesis create-stream --stream-name "
        + config.stream()
        + ") or set kinesis.stream.";
  }

  private static InterruptedException interrupted(SdkClientException cause) {
    InterruptedException interrupted = new InterruptedException("while putting records");
    interrupted.initCause(cause);
    return interrupted;
  }
}
