package io.tweetsentiment.connect.kinesis;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerDescription;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * Registers the connector as a consumer of enhanced fan-out. The consumer stays registered when the
 * connector stops, because a start cannot be told from a restart, and a new one takes seconds to be
 * created.
 *
 * @param name name of the consumer, one for each connector
 */
record FanOutConsumer(KinesisClient client, String stream, String name) {
  private static final Logger LOG = LoggerFactory.getLogger(FanOutConsumer.class);

  /** Kinesis also answers with this error while it creates five consumers at once. */
  private static final int LIMIT_ATTEMPTS = 3;

  /**
   * Returns the ARN of the consumer; empty if records have to be polled, because the stream has no
   * place for another consumer or the endpoint does not know consumers.
   *
   * @throws ConnectException if the stream does not exist, or permission is denied
   */
  Optional<String> register(Supplier<KinesisBackoff> backoffs, Sleeper sleeper) {
    KinesisBackoff backoff = backoffs.get();
    int refused = 0;
    while (true) {
      try {
        String streamArn =
            client
                .describeStreamSummary(request -> request.streamName(stream))
                .streamDescriptionSummary()
                .streamARN();
        return Optional.of(find(streamArn).orElseGet(() -> create(streamArn)));
      } catch (SdkException e) {
        if (e instanceof LimitExceededException && ++refused >= LIMIT_ATTEMPTS) {
          return polled("has no place for another consumer: " + e.getMessage());
        }
        if (KinesisFailure.isUnknownOperation(e)) {
          return polled("is at an endpoint without enhanced fan-out: " + e.getMessage());
        }
        pause(backoff.after(e, "the consumers of stream " + stream), sleeper);
      }
    }
  }

  private Optional<String> polled(String why) {
    LOG.warn("Stream {} {}. Its shards are polled.", stream, why);
    return Optional.empty();
  }

  private Optional<String> find(String streamArn) {
    try {
      ConsumerDescription consumer =
          client
              .describeStreamConsumer(request -> request.streamARN(streamArn).consumerName(name))
              .consumerDescription();
      return consumer.consumerStatus() == ConsumerStatus.DELETING
          ? Optional.empty()
          : Optional.of(consumer.consumerARN());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  private String create(String streamArn) {
    try {
      return client
          .registerStreamConsumer(request -> request.streamARN(streamArn).consumerName(name))
          .consumer()
          .consumerARN();
    } catch (ResourceInUseException e) {
      // Another worker was faster, or neither stream nor consumer can be changed at the moment.
      return find(streamArn).orElseThrow(() -> e);
    }
  }

  private void pause(Duration pause, Sleeper sleeper) {
    try {
      sleeper.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("Interrupted while registering the consumer " + name, e);
    }
  }
}
