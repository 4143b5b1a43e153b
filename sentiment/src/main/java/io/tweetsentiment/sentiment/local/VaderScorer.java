package io.tweetsentiment.sentiment.local;

import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.local.vader.VaderLexicon;
import io.tweetsentiment.sentiment.local.vader.VaderRules;

/**
 * VADER in the shape of four scores: a word list and rules for English, with no calibration behind
 * the scores.
 *
 * <p>Positive and negative valence are each turned into evidence, {@code 1 - exp(-valence)}, and
 * the four scores are the four combinations of having and not having each. Where both are there,
 * the scores say mixed as far as the two valences are equal, and the stronger one for the rest.
 */
final class VaderScorer implements TextScorer {

  private final VaderRules rules;

  VaderScorer(VaderRules rules) {
    this.rules = rules;
  }

  static VaderScorer bundled() {
    return new VaderScorer(new VaderRules(VaderLexicon.bundled()));
  }

  @Override
  public String name() {
    return "vader-1";
  }

  @Override
  public Scores score(String text) {
    VaderRules.Valence valence = rules.apply(text);
    double positive = evidence(valence.positive());
    double negative = evidence(valence.negative());
    double both = positive * negative;
    double weaker = Math.min(valence.positive(), valence.negative());
    double stronger = Math.max(valence.positive(), valence.negative());
    double mixed = stronger == 0 ? 0 : both * (weaker / stronger);
    double rest = both - mixed;
    boolean mainlyPositive = valence.positive() >= valence.negative();
    return new Scores(
        positive * (1 - negative) + (mainlyPositive ? rest : 0),
        negative * (1 - positive) + (mainlyPositive ? 0 : rest),
        (1 - positive) * (1 - negative),
        mixed);
  }

  /** StrictMath, because the same text has to give the same bits on every machine. */
  private static double evidence(double valence) {
    return 1 - StrictMath.exp(-valence);
  }
}
