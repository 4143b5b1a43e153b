package io.tweetsentiment.sentiment.local;

import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.local.vader.VaderLexicon;
import io.tweetsentiment.sentiment.local.vader.VaderRules;

/**
 * Scores with VADER: an English word list and rules. The scores are not calibrated.
 *
 * <p>The positive and the negative valence each become a strength, {@code 1 - exp(-valence)}, and
 * the four scores are the four combinations of having and not having each. Where a text has both,
 * the score mixed takes the part in which the two valences are equal, and the stronger valence
 * takes the rest.
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
    return "vader-2";
  }

  @Override
  public Scores score(String text) {
    VaderRules.Valence valence = rules.apply(text);
    double positive = strength(valence.positive());
    double negative = strength(valence.negative());
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

  /** Uses StrictMath, so that the same text gives the same bits on every machine. */
  private static double strength(double valence) {
    return 1 - StrictMath.exp(-valence);
  }
}
