package io.tweetsentiment.streams.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tweetsentiment.streams.counters.CounterBoard;
import io.tweetsentiment.streams.counters.Tally;
import io.tweetsentiment.streams.scoring.Dispatcher;
import io.tweetsentiment.streams.scoring.DispatcherStatus;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.streams.KafkaStreams;

/** Metrics in Prometheus' text format: counters, dispatcher, and those of Kafka Streams. */
public final class AppMetrics implements AutoCloseable {

  private static final String PREFIX = "tweetsentiment.";
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final KafkaStreamsMetrics kafka;
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
                    .description("Raw records, or see the list of counters, in this process.")
                    .register(registry));
    gauge("scoring.in.flight", "Batches under way.", dispatcher, DispatcherStatus::inFlight);
    gauge("scoring.waiting", "Texts in memory.", dispatcher, DispatcherStatus::waiting);
    gauge(
        "scoring.failures",
        "Failures of an engine since it last answered.",
        dispatcher,
        DispatcherStatus::failuresInARow);
    counter("scoring.batches", "Batches started.", dispatcher, DispatcherStatus::batches);
    counter("scoring.texts", "Texts in them.", dispatcher, DispatcherStatus::texts);
    this.kafka = new KafkaStreamsMetrics(streams);
    kafka.bindTo(registry);
  }

  public Response response() {
    // What there is to be told apart shows only while the app runs; registering again has no
    // effect.
    tally("scoring.scored", "Texts scored.", "engine", board.scoredBy());
    tally("scoring.unscored", "Texts left unscored.", "lang", board.unscoredIn());
    return Response.text(TYPE, registry.scrape());
  }

  @Override
  public void close() {
    kafka.close();
    registry.close();
  }

  private void tally(String name, String description, String tag, Tally tally) {
    for (String label : tally.labels()) {
      FunctionCounter.builder(PREFIX + name, tally, counts -> counts.count(label))
          .description(description + " In this process.")
          .tag(tag, label)
          .register(registry);
    }
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
