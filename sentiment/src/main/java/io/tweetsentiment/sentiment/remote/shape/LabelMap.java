package io.tweetsentiment.sentiment.remote.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the labels of a model mean. Labels that only count, such as {@code LABEL_0}, are not
 * guessed: a wrong guess would turn every score round.
 */
public final class LabelMap {

  private static final List<String> MEANINGS = List.of("positive", "negative", "neutral", "mixed");

  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final boolean isSoftmax;

  /**
   * The map.
   *
   * @param entries {@code LABEL=meaning}; without any, labels are the meanings themselves, in
   *     capitals or small letters
   * @param isSoftmax whether the scores are logits
   * @throws IllegalArgumentException when an entry is wrong: the message names it
   */
  public LabelMap(List<String> entries, boolean isSoftmax) {
    this.isSoftmax = isSoftmax;
    for (String entry : entries) {
      int equals = entry.lastIndexOf('=');
      int place = MEANINGS.indexOf(entry.substring(equals + 1).trim().toLowerCase(Locale.ROOT));
      if (equals < 1 || place < 0) {
        throw new IllegalArgumentException(
            "http.labels has '"
                + entry
                + "'; it takes LABEL=MEANING, separated by commas, where a meaning is one of "
                + String.join(", ", MEANINGS)
                + ".");
      }
      places.put(key(entry.substring(0, equals)), place);
    }
    if (entries.isEmpty()) {
      MEANINGS.forEach(meaning -> places.put(meaning, MEANINGS.indexOf(meaning)));
    }
  }

  /**
   * Reads the scores of one document: an array of objects with {@code label} and {@code score}, or
   * one object with the scores by label. A meaning without a label has the score 0.
   */
  DocumentResult read(JsonNode document) {
    Map<String, Double> byLabel = new LinkedHashMap<>();
    if (document.isArray()) {
      for (JsonNode one : document) {
        byLabel.put(one.path("label").asText(), number(one.path("score")));
      }
    } else {
      for (Map.Entry<String, JsonNode> one : document.properties()) {
        byLabel.put(one.getKey(), number(one.getValue()));
      }
    }
    return of(byLabel);
  }

  /** The scores of one document by label. */
  DocumentResult of(Map<String, Double> byLabel) {
    if (byLabel.isEmpty()) {
      return DocumentResult.invalid("the result has no scores");
    }
    List<Double> values = new ArrayList<>(byLabel.values());
    if (isSoftmax) {
      values = softmax(values);
    }
    double[] sums = new double[MEANINGS.size()];
    int at = 0;
    for (String label : byLabel.keySet()) {
      Integer place = places.get(key(label));
      if (place == null) {
        return new DocumentResult.Failed(
            "UnknownLabel",
            "the service has the label '"
                + label
                + "', which http.labels does not explain; it explains "
                + String.join(", ", places.keySet()),
            false);
      }
      sums[place] += values.get(at++);
    }
    return DocumentResult.of(sums[0], sums[1], sums[2], sums[3]);
  }

  private static List<Double> softmax(List<Double> logits) {
    double greatest = logits.stream().mapToDouble(d -> d).max().orElse(0);
    List<Double> powers = logits.stream().map(logit -> Math.exp(logit - greatest)).toList();
    double sum = powers.stream().mapToDouble(d -> d).sum();
    return powers.stream().map(power -> power / sum).toList();
  }

  private static double number(JsonNode score) {
    return score.isNumber() ? score.doubleValue() : Double.NaN;
  }

  private static String key(String label) {
    return label.trim().toLowerCase(Locale.ROOT);
  }
}
