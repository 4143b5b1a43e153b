package io.tweetsentiment.producer;

import io.tweetsentiment.producer.cost.Estimate;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.failure.Sleeper;
import io.tweetsentiment.producer.plan.SlicePlan;
import io.tweetsentiment.producer.plan.Span;
import io.tweetsentiment.producer.x.XClient;
import io.tweetsentiment.producer.x.XConfig;
import io.tweetsentiment.producer.x.XHttp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counts the tweets that a run would fetch. */
final class DryRun {

  private DryRun() {}

  /**
   * The estimate of a run.
   *
   * @throws IngestException when X does not answer
   */
  static Estimate estimate(IngestConfig config) throws InterruptedException {
    XHttp http =
        new XHttp(IngestClients.http(config.x()), config.x(), Clock.systemUTC(), Sleeper.THREAD);
    XClient x = new XClient(config.x(), http);
    Estimate.Terms terms =
        new Estimate.Terms(
            config.x().maxResults(),
            XConfig.SMALLEST_PAGE,
            config.maxPerSlice(),
            config.limits(),
            config.pagePrice(),
            config.prices());
    List<Estimate.Topic> topics = new ArrayList<>();
    int requests = 0;
    for (Map.Entry<String, List<Span>> entry : config.spansByTopic().entrySet()) {
      long tweets = 0;
      for (Span span : entry.getValue()) {
        XClient.Count count =
            x.count(config.queries().get(entry.getKey()), span.start(), span.end());
        tweets += count.tweets();
        requests += count.requests();
      }
      long slices = SlicePlan.count(Map.of(entry.getKey(), entry.getValue()), config.freq());
      topics.add(Estimate.Topic.of(entry.getKey(), tweets, slices, terms));
    }
    return new Estimate(topics, terms, requests);
  }
}
