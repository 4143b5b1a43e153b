package io.tweetsentiment.connect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.connect.kinesis.config.BackoffSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamConsumerResponse;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.RegisterStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.RegisterStreamConsumerResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

class FanOutConsumerTest {
  private static final BackoffSettings SETTINGS =
      new BackoffSettings(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofSeconds(1),
          Duration.ofMinutes(5));

  private final ManualClock clock = new ManualClock();
  private final Deque<Supplier<Optional<ConsumerStatus>>> found = new ArrayDeque<>();
  private final Deque<Supplier<String>> registered = new ArrayDeque<>();
  private int pauses;

  /** Answers in the order of its queues; the last answer is repeated. */
  private final class Answers implements KinesisClient {
    @Override
    public DescribeStreamSummaryResponse describeStreamSummary(
        DescribeStreamSummaryRequest request) {
      return DescribeStreamSummaryResponse.builder()
          .streamDescriptionSummary(summary -> summary.streamARN("stream-arn"))
          .build();
    }

    @Override
    public DescribeStreamConsumerResponse describeStreamConsumer(
        DescribeStreamConsumerRequest request) {
      ConsumerStatus status =
          next(found)
              .orElseThrow(() -> ResourceNotFoundException.builder().message("none").build());
      return DescribeStreamConsumerResponse.builder()
          .consumerDescription(consumer -> consumer.consumerARN("found-arn").consumerStatus(status))
          .build();
    }

    @Override
    public RegisterStreamConsumerResponse registerStreamConsumer(
        RegisterStreamConsumerRequest request) {
      String arn = next(registered);
      return RegisterStreamConsumerResponse.builder()
          .consumer(consumer -> consumer.consumerARN(arn))
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static <T> T next(Deque<Supplier<T>> answers) {
    return (answers.size() > 1 ? answers.remove() : answers.element()).get();
  }

  private static String inUse() {
    throw ResourceInUseException.builder().statusCode(400).message("UPDATING").build();
  }

  private Optional<String> register() {
    return new FanOutConsumer(new Answers(), "tweets", "source")
        .register(
            () -> new KinesisBackoff(SETTINGS, clock),
            pause -> {
              pauses++;
              clock.advance(pause);
            });
  }

  @Test
  void shouldWaitWhileTheStreamIsResharded() {
    found.add(Optional::empty);
    registered.add(FanOutConsumerTest::inUse);
    registered.add(FanOutConsumerTest::inUse);
    registered.add(() -> "new-arn");

    assertThat(register()).contains("new-arn");
    assertThat(pauses).isEqualTo(2);
  }

  @Test
  void shouldFailWhenTheStreamStaysInUse() {
    found.add(Optional::empty);
    registered.add(FanOutConsumerTest::inUse);

    assertThatThrownBy(this::register)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("the consumers of stream tweets")
        .hasMessageContaining("UPDATING");
  }

  @Test
  void shouldTakeAConsumerThatIsBeingCreated() {
    found.add(() -> Optional.of(ConsumerStatus.CREATING));

    assertThat(register()).contains("found-arn");
  }

  @Test
  void shouldNotTakeAConsumerThatIsBeingRemoved() {
    found.add(() -> Optional.of(ConsumerStatus.DELETING));
    found.add(() -> Optional.of(ConsumerStatus.DELETING));
    found.add(Optional::empty);
    registered.add(FanOutConsumerTest::inUse);
    registered.add(() -> "new-arn");

    assertThat(register()).contains("new-arn");
  }
}
