package io.tweetsentiment.streams.names;

import java.util.List;

/**
 * Names of the Kafka topics.
 *
 * @param raw see {@link io.tweetsentiment.schemas.Topics#RAW}
 * @param sentiment see {@link io.tweetsentiment.schemas.Topics#SENTIMENT}
 * @param merged see {@link io.tweetsentiment.schemas.Topics#MERGED}
 * @param aggregate see {@link io.tweetsentiment.schemas.Topics#AGGREGATE}
 * @param dlq see {@link io.tweetsentiment.schemas.Topics#DLQ}
 */
public record TopicNames(
    String raw, String sentiment, String merged, String aggregate, String dlq) {

  /** In the order of {@link io.tweetsentiment.schemas.Topics#inOrder}. */
  public List<String> inOrder() {
    return List.of(raw, sentiment, merged, aggregate, dlq);
  }
}
