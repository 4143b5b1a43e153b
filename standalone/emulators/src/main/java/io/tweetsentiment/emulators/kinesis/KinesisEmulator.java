package io.tweetsentiment.emulators.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.emulators.wire.AwsEndpoint;
import io.tweetsentiment.emulators.wire.AwsError;
import io.tweetsentiment.emulators.wire.LoopbackServer;
import io.tweetsentiment.emulators.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Amazon Kinesis Data Streams at its wire protocol (JSON and CBOR over HTTP/1.1 without TLS), on
 * 127.0.0.1. For development and tests only: signatures are not checked, and one process holds all
 * shards.
 *
 * <p>A record is written to a file before it is acknowledged, so records and sequence numbers
 * survive {@code kill -9} of the JVM. Asynchronous AWS clients must be told to speak HTTP/1.1.
 */
public final class KinesisEmulator implements AutoCloseable {
  private static final int THREADS = 16;

  private final StreamDirectory streams;
  private final StreamOperations stream;
  private final PutOperations put;
  private final ReadOperations read;
  private final LoopbackServer server;

  private KinesisEmulator(KinesisOptions options, String host, StreamDirectory streams) {
    this.streams = streams;
    this.stream = new StreamOperations(streams);
    this.put = new PutOperations(streams, options);
    this.read = new ReadOperations(streams, options);
    this.server =
        LoopbackServer.start(
            "kinesis-emulator",
            host,
            options.port(),
            THREADS,
            new AwsEndpoint("Kinesis_20131202", this::call));
  }

  /**
   * Opens the folder and starts to serve.
   *
   * @throws UncheckedIOException when the folder cannot be read, is in use by another emulator, or
   *     the port is taken
   */
  public static KinesisEmulator start(KinesisOptions options) {
    return start(options, LoopbackServer.HOST);
  }

  /** As {@link #start(KinesisOptions)}, on another address than loopback. */
  public static KinesisEmulator start(KinesisOptions options, String host) {
    try {
      StreamDirectory streams = StreamDirectory.open(options);
      try {
        return new KinesisEmulator(options, host, streams);
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

  private CompletionStage<ObjectNode> call(String operation, JsonNode input, Wire wire) {
    try {
      return CompletableFuture.completedFuture(answer(operation, new Arguments(input), wire));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(
          new AwsError(500, "InternalFailure", "storage failed: " + e));
    }
  }

  private ObjectNode answer(String operation, Arguments in, Wire wire) throws IOException {
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
      default ->
          throw AwsError.of(
              "UnknownOperationException", "the emulator does not serve " + operation);
    };
  }

  /** Stops serving and closes the files. */
  @Override
  public void close() {
    server.close();
    try {
      streams.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the streams failed", e);
    }
  }
}
