package io.tweetsentiment.emulators.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.emulators.wire.AwsEncoding;
import io.tweetsentiment.emulators.wire.AwsErrorException;
import io.tweetsentiment.emulators.wire.AwsEvents;
import io.tweetsentiment.emulators.wire.AwsServer;
import io.tweetsentiment.emulators.wire.GivenSettings;
import io.tweetsentiment.emulators.wire.LoopbackServer;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Emulates Amazon Kinesis Data Streams at its wire protocol (JSON and CBOR over HTTP/1.1 or HTTP/2
 * without TLS), on 127.0.0.1. For development and tests only: signatures are not checked, and one
 * process holds all shards.
 *
 * <p>A record is written to a file before it is acknowledged, so records and sequence numbers
 * survive {@code kill -9} of the JVM. Asynchronous AWS clients use HTTP/2 at once, which
 * SubscribeToShard requires.
 */
public final class KinesisEmulator implements AutoCloseable {

  /** Every setting, with its default and meaning. */
  public static final List<Setting> SETTINGS = KinesisEmulatorSettings.SETTINGS;

  private static final int THREADS = 16;

  private final StreamDirectory streams;
  private final StreamOperations stream;
  private final PutOperations put;
  private final ReadOperations read;
  private final ConsumerOperations consumer;
  private final AwsServer server;

  private KinesisEmulator(
      KinesisEmulatorSettings settings, InetSocketAddress address, StreamDirectory streams) {
    this.streams = streams;
    this.stream = new StreamOperations(streams);
    this.put = new PutOperations(streams, settings);
    this.read = new ReadOperations(streams, settings);
    this.consumer = new ConsumerOperations(streams, settings);
    this.server =
        AwsServer.start(
            "kinesis-emulator", address, THREADS, "Kinesis_20131202", this::call, this::events);
  }

  /** Starts an emulator on any free port, for a test that changes a few settings. */
  public static KinesisEmulator start(Path folder, Map<String, String> settings, Clock clock) {
    return start(folder, GivenSettings.of(SETTINGS, settings), clock, LoopbackServer.freePort());
  }

  /**
   * Opens the folder and starts an emulator.
   *
   * @param folder where the streams are stored; only one emulator at a time can use it
   * @param settings values of {@link #SETTINGS}
   * @param clock source of arrival times
   * @param address address to listen on
   * @throws UncheckedIOException when the folder cannot be read, is in use by another emulator, or
   *     the port is taken
   */
  public static KinesisEmulator start(
      Path folder, Settings settings, Clock clock, InetSocketAddress address) {
    KinesisEmulatorSettings parsed = KinesisEmulatorSettings.from(settings, clock);
    try {
      StreamDirectory streams = StreamDirectory.open(folder, parsed);
      try {
        return new KinesisEmulator(parsed, address, streams);
      } catch (UncheckedIOException e) {
        streams.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  public int port() {
    return server.port();
  }

  /** Endpoint override for AWS clients. */
  public URI uri() {
    return server.uri();
  }

  private CompletionStage<ObjectNode> call(String operation, JsonNode input, AwsEncoding wire) {
    try {
      return CompletableFuture.completedFuture(answer(operation, new Arguments(input), wire));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(
          new AwsErrorException(500, "InternalFailure", "the storage failed: " + e));
    }
  }

  private ObjectNode answer(String operation, Arguments in, AwsEncoding wire) throws IOException {
    return switch (operation) {
      case "PutRecords" -> put.putRecords(in, wire);
      case "PutRecord" -> put.putRecord(in, wire);
      case "GetRecords" -> read.records(in, wire);
      case "GetShardIterator" -> read.shardIterator(in, wire);
      case "ListShards" -> stream.listShards(in, wire);
      case "ListStreams" -> stream.list(in, wire);
      case "DescribeStream" -> stream.describe(in, wire);
      case "DescribeStreamSummary" -> stream.summary(in, wire);
      case "CreateStream" -> stream.create(in, wire);
      case "DeleteStream" -> stream.delete(in, wire);
      case "SplitShard" -> stream.split(in, wire);
      case "MergeShards" -> stream.merge(in, wire);
      case "IncreaseStreamRetentionPeriod", "DecreaseStreamRetentionPeriod" ->
          stream.retention(in, wire);
      default -> fanOut(operation, in, wire);
    };
  }

  private ObjectNode fanOut(String operation, Arguments in, AwsEncoding wire) throws IOException {
    return switch (consumer.known() ? operation : "") {
      case "RegisterStreamConsumer" -> consumer.register(in, wire);
      case "DescribeStreamConsumer" -> consumer.describe(in, wire);
      case "ListStreamConsumers" -> consumer.list(in, wire);
      case "DeregisterStreamConsumer" -> consumer.deregister(in, wire);
      default ->
          throw AwsErrorException.of(
              "UnknownOperationException", "the emulator does not support " + operation);
    };
  }

  private Optional<AwsEvents> events(String operation, JsonNode input, AwsEncoding wire) {
    if (!consumer.known() || !operation.equals("SubscribeToShard")) {
      return Optional.empty();
    }
    try {
      return Optional.of(consumer.subscribe(new Arguments(input), wire));
    } catch (IOException e) {
      throw new AwsErrorException(500, "InternalFailure", "the storage failed: " + e);
    }
  }

  /** Stops serving and closes the files. */
  @Override
  public void close() {
    server.close();
    try {
      streams.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the streams could not be closed", e);
    }
  }
}
