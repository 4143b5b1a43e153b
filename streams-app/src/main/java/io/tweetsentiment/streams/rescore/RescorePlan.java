package io.tweetsentiment.streams.rescore;

import io.tweetsentiment.sentiment.Price;
import io.tweetsentiment.streams.rescore.RescoreChoice.Decision;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What a rescore would do.
 *
 * <p>Threading: owned by one thread.
 */
public final class RescorePlan {

  private final Map<Decision, Long> texts = new EnumMap<>(Decision.class);
  private final Map<String, Long> documents = new HashMap<>();
  private final int maxBatch;
  private long characters;
  private long nanos;

  /**
   * A plan of nothing.
   *
   * @param maxBatch documents in a call of the engine
   */
  RescorePlan(int maxBatch) {
    this.maxBatch = maxBatch;
  }

  void add(Decision decision) {
    texts.merge(decision, 1L, Long::sum);
  }

  void addDocument(String route, String text, long price) {
    documents.merge(route, 1L, Long::sum);
    characters += text.codePointCount(0, text.length());
    nanos += price;
  }

  /** Number of texts for which something is decided. */
  public long count(Decision decision) {
    return texts.getOrDefault(decision, 0L);
  }

  /** Texts that get a new sentiment. */
  public long changed() {
    return count(Decision.SCORE) + count(Decision.UNSCORED);
  }

  /** Calls of the engine, if each is full. */
  public long calls() {
    return documents.values().stream().mapToLong(n -> (n + maxBatch - 1) / maxBatch).sum();
  }

  /** Characters of the documents. */
  public long characters() {
    return characters;
  }

  /** Price of the documents, in billionths of a dollar, if each is sent once. */
  public long nanos() {
    return nanos;
  }

  /** The plan in lines. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "%,d texts to score: %,d characters, about %,d calls, %s%n",
            count(Decision.SCORE), characters, calls(), Price.dollars(nanos)));
    for (Decision decision : Decision.values()) {
      if (decision != Decision.SCORE && count(decision) > 0) {
        text.append(String.format("%,d texts %s%n", count(decision), decision.text()));
      }
    }
    return text.toString();
  }
}
