package io.tweetsentiment.emulators.comprehend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.tweetsentiment.emulators.wire.AwsEncoding;
import io.tweetsentiment.emulators.wire.AwsEndpoint;
import io.tweetsentiment.emulators.wire.AwsErrorException;
import io.tweetsentiment.emulators.wire.GivenSettings;
import io.tweetsentiment.emulators.wire.LoopbackServer;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Amazon Comprehend's DetectSentiment and BatchDetectSentiment over HTTP/1.1 without TLS on
 * 127.0.0.1. For development and tests only: its scores come from a function, by default a hash of
 * the text, not from the service.
 *
 * <p>{@code GET /stats} returns the counters as JSON. Latency does not occupy a thread, so any
 * number of calls can wait at the same time.
 */
public final class ComprehendEmulator implements AutoCloseable {

  /** Every setting, with its default and meaning. */
  public static final List<Setting> SETTINGS = ComprehendEmulatorSettings.SETTINGS;

  private static final int THREADS = 8;

  private final ComprehendEmulatorSettings settings;
  private final ComprehendCounters counters = new ComprehendCounters();
  private final SentimentCalls calls;
  private final ExecutorService scorers;
  private final AwsEndpoint endpoint;
  private final LoopbackServer server;

  private ComprehendEmulator(
      ComprehendEmulatorSettings settings,
      InetSocketAddress address,
      Function<String, double[]> scores) {
    this.settings = settings;
    this.calls = new SentimentCalls(settings, scores, counters);
    this.scorers =
        Executors.newFixedThreadPool(
            2,
            work -> {
              Thread thread = new Thread(work, "comprehend-emulator-scorer");
              thread.setDaemon(true);
              return thread;
            });
    this.endpoint = new AwsEndpoint("Comprehend_20171127", this::call);
    this.server = LoopbackServer.start("comprehend-emulator", address, THREADS, this::route);
  }

  /** Starts an emulator on any free port, for a test that changes a few settings. */
  public static ComprehendEmulator start(Map<String, String> settings, Clock clock) {
    return start(settings, clock, new HashScores());
  }

  /**
   * Starts an emulator on any free port, with given scores.
   *
   * @param scores maps a text to its scores positive, negative, neutral and mixed, which sum to 1;
   *     thread-safe
   */
  public static ComprehendEmulator start(
      Map<String, String> settings, Clock clock, Function<String, double[]> scores) {
    return new ComprehendEmulator(
        ComprehendEmulatorSettings.from(GivenSettings.of(SETTINGS, settings), clock),
        LoopbackServer.freePort(),
        scores);
  }

  /**
   * Starts an emulator with given scores.
   *
   * @param settings values of {@link #SETTINGS}
   * @param clock clock of the limits
   * @param address address to listen on
   * @param scores maps a text to its scores positive, negative, neutral and mixed, which sum to 1;
   *     thread-safe
   * @throws java.io.UncheckedIOException when the port is taken
   */
  public static ComprehendEmulator start(
      Settings settings,
      Clock clock,
      InetSocketAddress address,
      Function<String, double[]> scores) {
    return new ComprehendEmulator(
        ComprehendEmulatorSettings.from(settings, clock), address, scores);
  }

  public int port() {
    return server.port();
  }

  /** Endpoint override for AWS clients. */
  public URI uri() {
    return server.uri();
  }

  /** Number of calls received, whatever the response. */
  public long calls() {
    return counters.calls.sum();
  }

  /** Number of documents in the accepted calls, including repeated ones. */
  public long documents() {
    return counters.documents.sum();
  }

  /** Units of 100 characters, at least three a document, of the accepted calls. */
  public long units() {
    return counters.units.sum();
  }

  /** Number of calls answered with ThrottlingException. */
  public long throttled() {
    return counters.throttled.sum();
  }

  /** Number of calls answered with any other error. */
  public long refused() {
    return counters.refused.sum();
  }

  /** Number of documents that failed. */
  public long itemErrors() {
    return counters.itemErrors.sum();
  }

  /** Maximum number of calls in progress at the same time. */
  public int mostInFlight() {
    return counters.mostInFlight();
  }

  /** Number of accepted calls by number of documents. */
  public Map<Integer, Long> batchSizes() {
    return counters.batchSizes();
  }

  private void route(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("GET")) {
      endpoint.handle(exchange);
      return;
    }
    try (exchange) {
      boolean known = exchange.getRequestURI().getPath().equals("/stats");
      byte[] body = (known ? counters.json() + "\n" : "").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(known ? 200 : 404, known ? body.length : -1);
      exchange.getResponseBody().write(body);
    }
  }

  private CompletionStage<ObjectNode> call(String operation, JsonNode input, AwsEncoding wire) {
    counters.begin();
    Executor afterLatency =
        CompletableFuture.delayedExecutor(
            settings.latency().toNanos(), TimeUnit.NANOSECONDS, scorers);
    return CompletableFuture.supplyAsync(() -> count(operation, input), afterLatency);
  }

  private ObjectNode count(String operation, JsonNode input) {
    try {
      return answer(operation, input);
    } catch (AwsErrorException e) {
      if (!e.type().equals("ThrottlingException")) {
        counters.refused.increment();
      }
      throw e;
    } finally {
      counters.end();
    }
  }

  private ObjectNode answer(String operation, JsonNode input) {
    return switch (operation) {
      case "BatchDetectSentiment" -> calls.batch(input);
      case "DetectSentiment" -> calls.one(input);
      default ->
          throw AwsErrorException.of(
              "UnknownOperationException", "the emulator does not support " + operation);
    };
  }

  @Override
  public void close() {
    server.close();
    scorers.shutdown();
  }
}
