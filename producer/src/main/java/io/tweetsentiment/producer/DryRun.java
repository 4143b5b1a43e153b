package io.tweetsentiment.producer;

import java.time.Clock;
import java.util.Random;

/** Asks X how many tweets a run would fetch. */
final class DryRun {

  private DryRun() {}

  /**
   * The estimate of a run.
   *
   * @throws IngestException when X does not answer
   */
  static Estimate estimate(IngestConfig config) throws InterruptedException {
    XHttp http =
        new XHttp(
            IngestClients.http(config.x()),
            config.x(),
            Clock.systemUTC(),
            Sleeper.THREAD,
            new Random());
    XClient x = new XClient(config.x(), http);
    long tweets = 0;
    int requests = 0;
    try {
      for (String query : config.queries().values()) {
        XClient.Count count = x.count(query, config.from(), config.to());
        tweets += count.tweets();
        requests += count.requests();
      }
    } catch (XRefused e) {
      throw new IngestException(e.getMessage(), e);
    }
    return Estimate.of(
        new XClient.Count(tweets, requests),
        config.slices(),
        config.maxPerSlice(),
        config.maxTweets(),
        config.prices());
  }
}
