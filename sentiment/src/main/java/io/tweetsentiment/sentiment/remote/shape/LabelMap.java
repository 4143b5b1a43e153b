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
   *
   * @throws WrongSettingException when the entries do not explain a label
   */
  DocumentResult read(JsonNode document) {
    return of(byLabel(document));
  }

  /** Reads an object with the scores by label, and leaves out what the entries do not explain. */
  DocumentResult readKnown(JsonNode document) {
    Map<String, Double> known = byLabel(document);
    known.keySet().removeIf(label -> !places.containsKey(key(label)));
    return scored(known);
  }

  private static Map<String, Double> byLabel(JsonNode document) {
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
    return byLabel;
  }

  /**
   * The scores of one document by label.
   *
   * @throws WrongSettingException when the entries do not explain a label
   */
  DocumentResult of(Map<String, Double> byLabel) {
    byLabel.forEach(this::requireKnown);
    if (byLabel.size() == 1 && places.size() > 1 && !isSoftmax) {
      byLabel.forEach(LabelMap::requireAll);
    }
    // What has no score is no label, but for instance the words about an error.
    for (Map.Entry<String, Double> one : byLabel.entrySet()) {
      if (!places.containsKey(key(one.getKey()))) {
        return DocumentResult.invalid("'" + one.getKey() + "' in the result has no score");
      }
    }
    return scored(byLabel);
  }

  private void requireKnown(String label, double score) {
    if (!places.containsKey(key(label)) && !Double.isNaN(score)) {
      throw new WrongSettingException(
          "the service has the label '"
              + label
              + "', which http.labels does not explain; it explains "
              + String.join(", ", places.keySet()));
    }
  }

  private static void requireAll(String label, double score) {
    if (score >= 0 && score < 1 - DocumentResult.TOLERANCE) {
      throw new WrongSettingException(
          "the service gives only the label '"
              + label
              + "', with the score "
              + score
              + "; it must give the scores of all labels");
    }
  }

  private DocumentResult scored(Map<String, Double> byLabel) {
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
      sums[places.get(key(label))] += values.get(at++);
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
