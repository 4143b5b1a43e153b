package io.tweetsentiment.emulators.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.emulators.wire.AwsEncoding;
import io.tweetsentiment.emulators.wire.AwsErrorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers the operations of enhanced fan-out. Thread-safe. */
final class ConsumerOperations {
  /** A consumer can subscribe to a shard again after this time, which ends the older one. */
  private static final long RENEWAL_MS = 5_000;

  private final StreamDirectory streams;
  private final KinesisEmulatorSettings settings;
  private final Map<String, Subscription> subscriptions = new HashMap<>();

  ConsumerOperations(StreamDirectory streams, KinesisEmulatorSettings settings) {
    this.streams = streams;
    this.settings = settings;
  }

  /** Whether the operations exist at all. */
  boolean known() {
    return settings.consumers() > 0;
  }

  synchronized ObjectNode register(Arguments in, AwsEncoding wire) throws IOException {
    KinesisStream stream = streams.stream(in.stream());
    String name = in.text("ConsumerName");
    List<ConsumerInfo> consumers = new ArrayList<>(stream.info().consumers());
    if (consumers.stream().anyMatch(consumer -> consumer.name().equals(name))) {
      throw AwsErrorException.of("ResourceInUseException", "consumer " + name + " exists already");
    }
    if (consumers.size() >= settings.consumers()) {
      throw AwsErrorException.of(
          "LimitExceededException",
          "stream " + stream.info().name() + " has " + consumers.size() + " consumers already");
    }
    ConsumerInfo consumer = new ConsumerInfo(name, settings.clock().millis());
    consumers.add(consumer);
    stream.consumers(consumers);
    ObjectNode out = wire.object();
    describe(out.putObject("Consumer"), stream, consumer, "CREATING", wire);
    return out;
  }

  ObjectNode describe(Arguments in, AwsEncoding wire) {
    KinesisStream stream = stream(in);
    ObjectNode out = wire.object();
    ObjectNode description = out.putObject("ConsumerDescription");
    describe(description, stream, consumer(stream, in), "ACTIVE", wire);
    description.put("StreamARN", StreamOperations.arn(stream));
    return out;
  }

  ObjectNode list(Arguments in, AwsEncoding wire) {
    KinesisStream stream = streams.stream(in.stream());
    ObjectNode out = wire.object();
    ArrayNode consumers = out.putArray("Consumers");
    for (ConsumerInfo consumer : stream.info().consumers()) {
      describe(consumers.addObject(), stream, consumer, "ACTIVE", wire);
    }
    return out;
  }

  synchronized ObjectNode deregister(Arguments in, AwsEncoding wire) throws IOException {
    KinesisStream stream = stream(in);
    ConsumerInfo gone = consumer(stream, in);
    stream.consumers(
        stream.info().consumers().stream().filter(consumer -> !consumer.equals(gone)).toList());
    subscriptions.forEach(
        (key, subscription) -> {
          if (key.startsWith(gone.arn(StreamOperations.arn(stream)) + " ")) {
            subscription.close();
          }
        });
    return wire.object();
  }

  /** Subscribes to a shard. A subscription that the same consumer has there ends. */
  synchronized Subscription subscribe(Arguments in, AwsEncoding wire) throws IOException {
    KinesisStream stream = stream(in);
    ConsumerInfo consumer = consumer(stream, in);
    Shard shard = stream.shard(in.text("ShardId"));
    String key = consumer.arn(StreamOperations.arn(stream)) + " " + shard.info().id();
    long now = settings.clock().millis();
    Subscription previous = subscriptions.get(key);
    if (previous != null && !previous.ended()) {
      if (now - previous.startedAt() < RENEWAL_MS) {
        throw AwsErrorException.of(
            "ResourceInUseException",
            "Another active subscription exists for this consumer: " + key);
      }
      previous.close();
    }
    Arguments position = new Arguments(in.input().path("StartingPosition"));
    long counter =
        ReadOperations.counter(position.text("Type"), position, "SequenceNumber", shard, wire);
    Subscription subscription = new Subscription(stream, shard, counter, settings, wire);
    subscriptions.put(key, subscription);
    return subscription;
  }

  private KinesisStream stream(Arguments in) {
    if (!in.has("ConsumerARN")) {
      return streams.stream(in.stream());
    }
    String arn = ConsumerInfo.streamArn(in.text("ConsumerARN"));
    return streams.stream(arn.substring(arn.lastIndexOf('/') + 1));
  }

  private static ConsumerInfo consumer(KinesisStream stream, Arguments in) {
    String streamArn = StreamOperations.arn(stream);
    String arn = in.text("ConsumerARN", "");
    String name = in.text("ConsumerName", "");
    return stream.info().consumers().stream()
        .filter(
            consumer ->
                arn.isEmpty() ? consumer.name().equals(name) : consumer.arn(streamArn).equals(arn))
        .findFirst()
        .orElseThrow(
            () ->
                AwsErrorException.of(
                    "ResourceNotFoundException",
                    "consumer " + name + arn + " of " + streamArn + " does not exist"));
  }

  private static void describe(
      ObjectNode out,
      KinesisStream stream,
      ConsumerInfo consumer,
      String status,
      AwsEncoding wire) {
    out.put("ConsumerName", consumer.name());
    out.put("ConsumerARN", consumer.arn(StreamOperations.arn(stream)));
    out.put("ConsumerStatus", status);
    wire.putTime(out, "ConsumerCreationTimestamp", consumer.createdAt());
  }
}
