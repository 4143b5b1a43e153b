package io.tweetsentiment.sentiment.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Maps the classes of a model to positive, negative and neutral. Probabilities of classes with the
 * same meaning are added up. A model without a neutral class never scores a text as neutral.
 *
 * @param classes meaning of each class, in the order of the model's outputs
 */
record LabelMapping(List<Meaning> classes) {

  /** The three meanings of a class. */
  enum Meaning {
    NEGATIVE,
    NEUTRAL,
    POSITIVE
  }

  /** Labels that need no mapping by the user; LABEL_0, for example, needs one. */
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
   * @param labels the model's names of its classes
   * @param given {@code LABEL=MEANING} for labels whose meaning is not obvious
   * @throws IllegalArgumentException when the meaning of a label is unknown, or no label is
   *     positive or none is negative
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
                + "'; it takes LABEL=MEANING, where LABEL is one of "
                + String.join(", ", labels)
                + " and MEANING is positive, negative or neutral.");
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

  /** Adds up the probabilities of the classes with a meaning. */
  double sum(Meaning meaning, double[] probabilities) {
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      sum += classes.get(i) == meaning ? probabilities[i] : 0;
    }
    // The sum of several classes may exceed 1 in the last bit.
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
        + ", which do not say what is positive and what is negative. Look them up in the model's"
        + " card and set "
        + OnnxEngine.LABELS
        + ", for instance to "
        + String.join(",", example)
        + ".";
  }
}
