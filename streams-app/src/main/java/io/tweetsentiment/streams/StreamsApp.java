package io.tweetsentiment.streams;

import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.settings.SettingsException;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.http.AppMetrics;
import io.tweetsentiment.streams.http.Health;
import io.tweetsentiment.streams.http.HttpEndpoint;
import io.tweetsentiment.streams.http.Response;
import io.tweetsentiment.streams.http.WindowsPage;
import io.tweetsentiment.streams.scoring.Backoff;
import io.tweetsentiment.streams.scoring.Dispatcher;
import io.tweetsentiment.streams.scoring.Loop;
import io.tweetsentiment.streams.windows.WindowsQuery;
import io.tweetsentiment.streams.wire.Wire;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams app in this process: topology, dispatcher, HTTP server.
 *
 * <p>Threading: {@link #start} and {@link #close} by the owner; everything else from any thread.
 */
public final class StreamsApp implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final StreamsSettings settings;
  private final CounterBoard board = new CounterBoard();
  private final CompletableFuture<Void> termination = new CompletableFuture<>();
  private final Wire wire;
  private final Dispatcher dispatcher;
  private final KafkaStreams streams;
  private final AppMetrics metrics;
  private final HttpEndpoint http;
  private boolean closed;

  /**
   * An app that is not yet started.
   *
   * @param engine scores the texts; stays the caller's, who closes it after the app
   */
  public StreamsApp(StreamsSettings settings, SentimentEngine engine) {
    this.settings = settings;
    this.wire = Wire.connect(settings.registry());
    this.dispatcher =
        new Dispatcher(
            engine,
            settings.linger(),
            new Backoff(
                settings.firstBackoff(),
                settings.longestBackoff(),
                () -> ThreadLocalRandom.current().nextDouble()),
            Loop.start("scoring-dispatcher"));
    TweetTopology topology =
        new TweetTopology(settings, wire, dispatcher, Clock.systemUTC(), board);
    this.streams = new KafkaStreams(topology.get(), KafkaProperties.of(settings));
    streams.setUncaughtExceptionHandler(this::died);
    streams.setStateListener((now, before) -> ended(now));
    this.metrics = new AppMetrics(board, dispatcher, streams);
    this.http = new HttpEndpoint(settings.httpHost(), settings.httpPort());
  }

  /**
   * Checks the topics, then starts the stream threads and the HTTP server.
   *
   * @throws SettingsException when no broker answers in time, the topics are not as they must be or
   *     the port is taken
   */
  public void start() {
    Properties admin = new Properties();
    admin.putAll(settings.kafka());
    try (Admin client = Admin.create(admin)) {
      new TopicCheck(settings, client).run();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    try {
      http.start(
          Map.of(
              "/health", query -> health().response(),
              "/metrics", query -> metrics.response(),
              "/counters", query -> Response.json(counters()),
              "/windows", new WindowsPage(this::windows)));
    } catch (IOException e) {
      throw new SettingsException(
          "cannot listen on http.host "
              + settings.httpHost()
              + ", http.port "
              + settings.httpPort()
              + ": "
              + e.getMessage()
              + "; set http.port to a free one or to 0.",
          e);
    }
    streams.start();
  }

  /** State of Kafka Streams. */
  public KafkaStreams.State state() {
    return streams.state();
  }

  /** Health of the app: what {@code GET /health} answers. */
  public Health health() {
    return Health.of(streams.state(), dispatcher.status());
  }

  /**
   * Sums over the tasks of this process: {@code received}, {@code merged}, {@code duplicate},
   * {@code superseded}, {@code deleted}, {@code dead_lettered}, {@code pending}, {@code scored},
   * {@code unscored}, {@code sentiments_dead_lettered}, {@code oversize}, {@code cut}, {@code
   * windows}. {@code received} is the sum of {@code merged} to {@code pending} and of {@code
   * oversize}.
   */
  public Map<String, Long> counters() {
    return board.sums();
  }

  /**
   * The aggregates of the windows of this process, ordered by window, then topic.
   *
   * @param topic only this topic; null for all
   * @param from first window start; null for no limit
   * @param to window starts before this; null for no limit
   */
  public List<SentimentAggregate> windows(String topic, Instant from, Instant to) {
    return windows(new WindowsQuery(topic, from, to));
  }

  private List<SentimentAggregate> windows(WindowsQuery query) {
    return query.read(streams, settings.windowSize());
  }

  /** Port that the HTTP server listens on, once started. */
  public int httpPort() {
    return http.port();
  }

  /**
   * Completes when the app has stopped: normally after {@link #close}, exceptionally when a stream
   * thread died.
   */
  public CompletableFuture<Void> termination() {
    return termination.copy();
  }

  /** Waits for {@link #termination}. */
  public void awaitTermination() {
    termination.join();
  }

  /** Commits, leaves the group and stops. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    http.close();
    streams.close(
        CloseOptions.timeout(CLOSE_TIMEOUT)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    dispatcher.close();
    metrics.close();
    wire.close();
    termination.complete(null);
  }

  private StreamThreadExceptionResponse died(Throwable cause) {
    LOG.error("A stream thread died; the app stops.", cause);
    termination.completeExceptionally(cause);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private void ended(KafkaStreams.State now) {
    if (now == KafkaStreams.State.ERROR) {
      termination.completeExceptionally(
          new IllegalStateException("Kafka Streams is in state ERROR; the log says why."));
    }
  }
}
