package io.tweetsentiment.standalone.bench.latency;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.standalone.bench.live.ObservedRun;
import io.tweetsentiment.standalone.bench.live.TargetRun;
import io.tweetsentiment.standalone.parts.Ports;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Puts tweets into a run at a constant rate and measures when they appear in an aggregate. */
public final class LatencyMeasurement {

  private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final double rate;
  private final int seconds;
  private final List<Tweet> sample;

  /**
   * A measurement.
   *
   * @param rate tweets a second
   * @param seconds how long tweets are put after the first 20 s, in which the run warms up
   * @param sample tweets whose texts are used in turn
   */
  public LatencyMeasurement(double rate, int seconds, List<Tweet> sample) {
    this.rate = rate;
    this.seconds = seconds;
    this.sample = sample;
  }

  /**
   * Waits until everything in a run is up, measures, and waits until all tweets have arrived.
   *
   * @return number of tweets; the rate that was reached; median and 99th percentile of the latency
   *     from the put to the aggregate, in milliseconds, of the tweets put after 20 s; the 99th
   *     percentile of the tweets put in the first 5 s
   */
  public Map<String, Double> of(Ports ports, ObservedRun run) throws Exception {
    TargetRun target = new TargetRun(ports);
    Latencies latencies = new Latencies();
    run.awaitUp();
    try (AggregateReader reader = AggregateReader.start(target, latencies)) {
      TweetLoad load = new TweetLoad(target, latencies, sample, Clock.systemUTC());
      long started = System.nanoTime();
      int whole = seconds + (int) TimeUnit.NANOSECONDS.toSeconds(WARM_NANOS);
      double reached = load.run(rate, whole);
      while (latencies.waiting() > 0) {
        reader.requireReading();
        run.pause();
      }
      long ended = System.nanoTime();
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("tweets", rate * whole);
      figures.put("tweets_per_second", reached);
      long warm = started + WARM_NANOS;
      figures.put("latency_ms_p50", latencies.percentile(50, warm, ended));
      figures.put("latency_ms_p99", latencies.percentile(99, warm, ended));
      figures.put("first_seconds_p99", latencies.percentile(99, started, started + FIRST_NANOS));
      return figures;
    }
  }
}
