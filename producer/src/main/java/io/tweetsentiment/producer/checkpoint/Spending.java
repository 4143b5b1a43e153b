package io.tweetsentiment.producer.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a run has taken from its limits, or takes.
 *
 * @param tweets tweets that X sent
 * @param requests requests to X that may be billed
 * @param cost in millionths of a US dollar
 */
public record Spending(long tweets, long requests, long cost) {

  public static final Spending NONE = new Spending(0, 0, 0);

  public Spending plus(Spending other) {
    return new Spending(tweets + other.tweets, requests + other.requests, cost + other.cost);
  }

  public Spending minus(Spending other) {
    return new Spending(tweets - other.tweets, requests - other.requests, cost - other.cost);
  }

  /** One line; earlier versions recorded only the tweets. */
  String json() {
    return "{\"spent\":" + tweets + ",\"requests\":" + requests + ",\"cost\":" + cost + "}";
  }

  static Spending of(JsonNode json) {
    return json.isNumber()
        ? new Spending(json.asLong(), 0, 0)
        : new Spending(
            json.path("spent").asLong(),
            json.path("requests").asLong(),
            json.path("cost").asLong());
  }
}
