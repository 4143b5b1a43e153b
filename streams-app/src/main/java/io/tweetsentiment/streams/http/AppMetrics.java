package io.tweetsentiment.streams.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tweetsentiment.sentiment.EngineUsage;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.counters.LabelCounts;
import io.tweetsentiment.streams.scoring.Dispatcher;
import io.tweetsentiment.streams.scoring.DispatcherStatus;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The counters, the status of the dispatcher and the metrics of Kafka Streams, in Prometheus' text
 * format.
 */
public final class AppMetrics implements AutoCloseable {

  private static final String PREFIX = "tweetsentiment.";
  private static final double NANOS = 1e9;
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final KafkaStreamsMetrics kafka;
  private final Set<String> registered = ConcurrentHashMap.newKeySet();
  private final CounterBoard board;

  public AppMetrics(CounterBoard board, Dispatcher dispatcher, KafkaStreams streams) {
    this.board = board;
    // States are gauges: a tweet leaves one when it enters another.
    board
        .sums()
        .keySet()
        .forEach(
            name ->
                Gauge.builder(PREFIX + "tweets." + name, board, b -> b.sums().get(name))
                    .description("Value of this counter, summed over the tasks of this process.")
                    .register(registry));
    gauge(
        "scoring.in.flight",
        "Batches that are with an engine outside the stream thread.",
        dispatcher,
        DispatcherStatus::inFlight);
    gauge(
        "scoring.waiting",
        "Texts in memory that wait for a batch.",
        dispatcher,
        DispatcherStatus::waiting);
    gauge(
        "scoring.failures",
        "Failures of the engine in a row.",
        dispatcher,
        DispatcherStatus::failuresInARow);
    counter(
        "scoring.batches",
        "Batches sent to engines outside the stream thread.",
        dispatcher,
        DispatcherStatus::batches);
    counter("scoring.texts", "Texts in these batches.", dispatcher, DispatcherStatus::texts);
    for (EngineUsage engine : dispatcher.usage()) {
      usage(dispatcher, engine.engine(), "calls", "Calls to the engine.", EngineUsage::calls);
      usage(
          dispatcher,
          engine.engine(),
          "documents",
          "Documents in these calls.",
          EngineUsage::documents);
      usage(
          dispatcher,
          engine.engine(),
          "characters",
          "Characters of these documents, by which services are paid.",
          EngineUsage::characters);
      usage(
          dispatcher,
          engine.engine(),
          "throttled",
          "Calls that the engine throttled.",
          EngineUsage::throttled);
      usage(
          dispatcher,
          engine.engine(),
          "cached",
          "Documents that needed no call, because their text had been scored before.",
          EngineUsage::cached);
      usage(
          dispatcher,
          engine.engine(),
          "cost.dollars",
          "Price of the documents, by the engine's price.unit.",
          usage -> usage.nanos() / NANOS);
      usage(
          dispatcher,
          engine.engine(),
          "saved.dollars",
          "What the cached documents would have cost.",
          usage -> usage.savedNanos() / NANOS);
    }
    this.kafka = new KafkaStreamsMetrics(streams);
    kafka.bindTo(registry);
  }

  public Response response() {
    // Labels become known only while the app runs.
    tally("scoring.scored", "Texts scored.", "engine", board.scoredBy());
    tally("scoring.unscored", "Texts left unscored.", "lang", board.unscoredIn());
    return Response.text(TYPE, registry.scrape());
  }

  @Override
  public void close() {
    kafka.close();
    registry.close();
  }

  private void tally(String name, String description, String tag, LabelCounts tally) {
    for (String label : tally.labels()) {
      if (registered.add(name + ' ' + label)) {
        FunctionCounter.builder(PREFIX + name, tally, counts -> counts.count(label))
            .description(description + " In this process.")
            .tag(tag, label)
            .register(registry);
      }
    }
  }

  private void usage(
      Dispatcher dispatcher,
      String engine,
      String name,
      String description,
      ToDoubleFunction<EngineUsage> value) {
    FunctionCounter.builder(
            PREFIX + "scoring.engine." + name,
            dispatcher,
            d ->
                d.usage().stream()
                    .filter(usage -> usage.engine().equals(engine))
                    .mapToDouble(value)
                    .sum())
        .description(description)
        .tag("engine", engine)
        .register(registry);
  }

  private void gauge(
      String name,
      String description,
      Dispatcher dispatcher,
      ToDoubleFunction<DispatcherStatus> value) {
    Gauge.builder(PREFIX + name, dispatcher, d -> value.applyAsDouble(d.status()))
        .description(description)
        .register(registry);
  }

  private void counter(
      String name,
      String description,
      Dispatcher dispatcher,
      ToDoubleFunction<DispatcherStatus> value) {
    FunctionCounter.builder(PREFIX + name, dispatcher, d -> value.applyAsDouble(d.status()))
        .description(description)
        .register(registry);
  }
}
