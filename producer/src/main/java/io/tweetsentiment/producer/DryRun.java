package io.tweetsentiment.producer;

import io.tweetsentiment.producer.cost.Estimate;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.failure.Sleeper;
import io.tweetsentiment.producer.x.XClient;
import io.tweetsentiment.producer.x.XHttp;
import java.time.Clock;

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
    long tweets = 0;
    int requests = 0;
    for (String query : config.queries().values()) {
      XClient.Count count = x.count(query, config.from(), config.to());
      tweets += count.tweets();
      requests += count.requests();
    }
    return Estimate.of(
        tweets,
        requests,
        config.slices(),
        config.maxPerSlice(),
        config.limits().tweets(),
        config.prices());
  }
}
