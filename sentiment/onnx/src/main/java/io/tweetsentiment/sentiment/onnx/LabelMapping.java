package io.tweetsentiment.sentiment.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the classes of a model mean. Several classes may mean the same: their probabilities add up.
 * A model without a neutral class never says neutral.
 *
 * @param classes meaning of each class, in the order of the model's outputs
 */
record LabelMapping(List<Meaning> classes) {

  /** The three that every model is brought to. */
  enum Meaning {
    NEGATIVE,
    NEUTRAL,
    POSITIVE
  }

  /** Spellings that leave no doubt; LABEL_0 is none. */
  private static final Map<String, Meaning> KNOWN =
      Map.of(
          "negative", Meaning.NEGATIVE,
          "neg", Meaning.NEGATIVE,
          "neutral", Meaning.NEUTRAL,
          "neu", Meaning.NEUTRAL,
          "positive", Meaning.POSITIVE,
          "pos", Meaning.POSITIVE);

  LabelMapping {
    classes = List.copyOf(classes);
  }

  /**
   * Reads the labels of a model.
   *
   * @param labels as the model names its classes
   * @param given {@code LABEL=MEANING} for labels that do not speak for themselves
   * @throws IllegalArgumentException when a label's meaning is not known, or none is positive or
   *     negative
   */
  static LabelMapping of(List<String> labels, List<String> given) {
    Map<String, Meaning> meanings = new HashMap<>(KNOWN);
    for (String pair : given) {
      int equals = pair.lastIndexOf('=');
      String label = equals < 0 ? "" : pair.substring(0, equals).trim().toLowerCase(Locale.ROOT);
      Meaning meaning = equals < 0 ? null : KNOWN.get(spelling(pair.substring(equals + 1)));
      if (meaning == null || labels.stream().noneMatch(known -> spelling(known).equals(label))) {
        throw new IllegalArgumentException(
            OnnxEngine.LABELS
                + " has '"
                + pair
                + "'; it takes LABEL=MEANING, the label one of "
                + String.join(", ", labels)
                + ", the meaning positive, negative or neutral.");
      }
      meanings.put(label, meaning);
    }
    List<Meaning> classes = new ArrayList<>();
    for (String label : labels) {
      classes.add(meanings.get(spelling(label)));
    }
    if (classes.contains(null)
        || !classes.contains(Meaning.POSITIVE)
        || !classes.contains(Meaning.NEGATIVE)) {
      throw new IllegalArgumentException(unclear(labels));
    }
    return new LabelMapping(classes);
  }

  /** Probability of a meaning, from those of the classes. */
  double sum(Meaning meaning, double[] probabilities) {
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      sum += classes.get(i) == meaning ? probabilities[i] : 0;
    }
    // Several classes may be too large in the last bit.
    return Math.min(1, sum);
  }

  private static String spelling(String label) {
    return label.trim().toLowerCase(Locale.ROOT);
  }

  private static String unclear(List<String> labels) {
    List<String> example = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      String meaning = i == 0 ? "negative" : i == labels.size() - 1 ? "positive" : "neutral";
      example.add(labels.get(i) + "=" + meaning);
    }
    return "the model's labels are "
        + String.join(", ", labels)
        + ", which do not say what is positive and what negative; look into the model's card and"
        + " set "
        + OnnxEngine.LABELS
        + ", for instance to "
        + String.join(",", example)
        + ".";
  }
}
