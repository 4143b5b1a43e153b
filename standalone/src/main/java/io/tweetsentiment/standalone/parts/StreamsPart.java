package io.tweetsentiment.standalone.parts;

import io.tweetsentiment.schemas.SentimentAggregate;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.streams.StreamsApp;
import io.tweetsentiment.streams.StreamsSettings;
import io.tweetsentiment.streams.http.Health;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** The streams app with its engine. */
public final class StreamsPart implements RunningPart {

  /** The app's consumer group, and the prefix of the topics that it makes. */
  public static final String APPLICATION_ID = "tweet-sentiment";

  private final StreamsApp app;
  private final SentimentEngine engine;
  private final String address;

  private StreamsPart(StreamsApp app, SentimentEngine engine, String address) {
    this.app = app;
    this.engine = engine;
    this.address = address;
  }

  /**
   * Starts the app.
   *
   * @param engine scores the tweets; closed with this part
   * @param address its address, as shown in {@code /status}
   */
  public static StreamsPart start(
      StreamsSettings settings, SentimentEngine engine, String address) {
    StreamsApp app = new StreamsApp(settings, engine);
    app.start();
    return new StreamsPart(app, engine, address);
  }

  public boolean running() {
    return app.state() == KafkaStreams.State.RUNNING;
  }

  /** Counters by name. */
  public Map<String, Long> counters() {
    return app.counters();
  }

  /**
   * What is pending in the app; empty when every raw record is accounted for and the aggregates
   * hold exactly the tweets that were merged.
   */
  public Optional<String> settling() {
    Health health = app.health();
    if (!running()) {
      return Optional.of("the topology is " + health.state() + ": " + health.reason());
    }
    Map<String, Long> counters = app.counters();
    long pending = counters.getOrDefault("pending", 0L);
    if (pending > 0) {
      return Optional.of("the topology: pending tweets: " + pending);
    }
    long aggregated = 0;
    try {
      for (SentimentAggregate window : app.windows(null, null, null)) {
        aggregated += window.getCountTweets() + window.getCountUnscored();
      }
    } catch (InvalidStateStoreException e) {
      return Optional.of("the topology: tasks move between its threads");
    }
    long merged = counters.getOrDefault("merged", 0L);
    return merged == aggregated
        ? Optional.empty()
        : Optional.of(
            "the topology: its windows hold " + aggregated + " of " + merged + " merged tweets");
  }

  /** What delays the app while it runs, such as an engine that does not respond. */
  public Optional<String> trouble() {
    return Optional.of(app.health().reason()).filter(reason -> !reason.isEmpty());
  }

  /** Why the app ended, if it ended on its own. */
  public Optional<Throwable> death() {
    try {
      app.termination().getNow(null);
      return Optional.empty();
    } catch (CompletionException e) {
      return Optional.of(e.getCause());
    }
  }

  @Override
  public String name() {
    return "streams";
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public boolean alive() {
    return !app.termination().isDone();
  }

  @Override
  public boolean client() {
    return true;
  }

  @Override
  public void close() {
    app.close();
    engine.close();
  }
}
