package io.tweetsentiment.streams;

import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.settings.SettingsException;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.http.AppMetrics;
import io.tweetsentiment.streams.http.Health;
import io.tweetsentiment.streams.http.HttpEndpoint;
import io.tweetsentiment.streams.http.Response;
import io.tweetsentiment.streams.http.WindowsHandler;
import io.tweetsentiment.streams.scoring.Dispatcher;
import io.tweetsentiment.streams.scoring.EventLoop;
import io.tweetsentiment.streams.windows.WindowsQuery;
import io.tweetsentiment.streams.wire.WireFormat;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams app in this process: the topology, the dispatcher and the HTTP server.
 *
 * <p>Threading: {@link #start} and {@link #close} by the owner; everything else from any thread.
 */
public final class StreamsApp implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  /** Spreads the retries of several processes: a delay is up to this part shorter or longer. */
  private static final double JITTER = 0.5;

  private final StreamsSettings settings;
  private final CounterBoard board = new CounterBoard();
  private final CompletableFuture<Void> termination = new CompletableFuture<>();
  private final WireFormat wire;
  private final Dispatcher dispatcher;
  private final KafkaStreams streams;
  private final AppMetrics metrics;
  private final HttpEndpoint http;
  private boolean closed;

  /**
   * Creates an app without starting it.
   *
   * @param engine scores the texts; the caller owns it and closes it after the app
   */
  public StreamsApp(StreamsSettings settings, SentimentEngine engine) {
    this.settings = settings;
    this.wire = WireFormat.connect(settings.registry());
    this.dispatcher =
        new Dispatcher(
            engine,
            settings.linger(),
            settings.backoff(JITTER),
            EventLoop.start("scoring-dispatcher"));
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
   * @throws SettingsException when no broker answers in time, a topic is missing, the numbers of
   *     partitions differ or the port is in use
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
              "/windows", new WindowsHandler(this::windows)));
    } catch (IOException e) {
      throw new SettingsException(
          "cannot listen on http.host "
              + settings.httpHost()
              + ", http.port "
              + settings.httpPort()
              + ": "
              + e.getMessage()
              + "; set http.port to a free port or to 0.",
          e);
    }
    streams.start();
  }

  /** State of Kafka Streams. */
  public KafkaStreams.State state() {
    return streams.state();
  }

  /** Health of the app, as in the answer of {@code GET /health}. */
  public Health health() {
    return Health.of(streams.state(), dispatcher.status(), dispatcher.trouble());
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
          new IllegalStateException("Kafka Streams is in state ERROR; see the log for the cause."));
    }
  }
}
