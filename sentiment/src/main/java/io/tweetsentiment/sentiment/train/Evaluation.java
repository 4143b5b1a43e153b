package io.tweetsentiment.sentiment.train;

import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.local.TextScorer;
import io.tweetsentiment.sentiment.local.vader.VaderLexicon;
import io.tweetsentiment.sentiment.local.vader.VaderRules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Measures a scorer, and VADER as the baseline, on labelled texts. */
public final class Evaluation {

  private Evaluation() {}

  /**
   * Measures a scorer and VADER on labelled texts, and prints the metrics.
   *
   * @param file lines {@code label<TAB>text}, 0 negative, 1 neutral, 2 positive, plain or gzip
   * @return metrics of the scorer, and the macro-recall of VADER, by name
   */
  public static Map<String, Double> run(TextScorer scorer, Path file, PrintWriter out) {
    LabelledTexts texts = LabelledTexts.tabbed(file, 3);
    if (texts.size() == 0) {
      throw new IllegalArgumentException(file + " contains no labelled text.");
    }
    double[][] scores = new double[texts.size()][];
    double[][] vader = new double[texts.size()][];
    VaderRules rules = new VaderRules(VaderLexicon.bundled());
    int mixed = 0;
    for (int i = 0; i < scores.length; i++) {
      Scores score = scorer.score(texts.texts().get(i));
      scores[i] = classes(score);
      double largest = Math.max(score.positive(), Math.max(score.negative(), score.neutral()));
      mixed += score.mixed() > largest ? 1 : 0;
      vader[i] = byThreshold(rules.apply(texts.texts().get(i)).compound());
    }
    Metrics metrics = Metrics.of(scores, texts.labels());
    Metrics baseline = Metrics.of(vader, texts.labels());
    print(scorer.name(), metrics, out);
    out.printf(
        Locale.ROOT, "texts where mixed is the largest score: %d of %d%n%n", mixed, scores.length);
    print("VADER (compound at least 0.05, at most -0.05)", baseline, out);
    out.flush();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("macro_recall", metrics.macroRecall());
    figures.put("macro_recall_low", metrics.low());
    figures.put("macro_recall_high", metrics.high());
    figures.put("macro_f1", metrics.macroF1());
    figures.put("accuracy", metrics.accuracy());
    figures.put("ece", metrics.ece());
    figures.put("vader_macro_recall", baseline.macroRecall());
    figures.put("texts", (double) scores.length);
    return figures;
  }

  /** The three classes, renormalised without mixed. */
  private static double[] classes(Scores scores) {
    double sum = scores.negative() + scores.neutral() + scores.positive();
    // A text that is entirely mixed has no preference among the classes.
    return sum == 0
        ? new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}
        : new double[] {scores.negative() / sum, scores.neutral() / sum, scores.positive() / sum};
  }

  private static double[] byThreshold(double compound) {
    double[] classes = new double[3];
    classes[compound >= 0.05 ? 2 : compound <= -0.05 ? 0 : 1] = 1;
    return classes;
  }

  private static void print(String name, Metrics metrics, PrintWriter out) {
    out.printf(Locale.ROOT, "%s%n", name);
    out.printf(
        Locale.ROOT,
        "  macro-recall %.2f (95 %% interval %.2f to %.2f), macro-F1 %.2f, accuracy %.2f,"
            + " calibration error %.2f%n",
        metrics.macroRecall(),
        metrics.low(),
        metrics.high(),
        metrics.macroF1(),
        metrics.accuracy(),
        metrics.ece());
    String[] names = {"negative", "neutral", "positive"};
    out.printf("  %-10s %9s %9s %9s%n", "is \\ said", names[0], names[1], names[2]);
    for (int k = 0; k < names.length; k++) {
      int[] row = metrics.confusion()[k];
      out.printf(Locale.ROOT, "  %-10s %9d %9d %9d%n", names[k], row[0], row[1], row[2]);
    }
  }
}
