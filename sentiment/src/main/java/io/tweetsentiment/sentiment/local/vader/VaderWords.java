package io.tweetsentiment.sentiment.local.vader;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Words that the rules of VADER use besides the lexicon. Source: see {@link VaderRules}. */
final class VaderWords {

  /** The valence that a booster adds. */
  static final double BOOST = 0.293;

  private static final Set<String> NEGATIONS =
      Set.of(
          ("aint arent cannot cant couldnt darent didnt doesnt ain't aren't can't couldn't daren't"
                  + " didn't doesn't dont hadnt hasnt havent isnt mightnt mustnt neither don't"
                  + " hadn't hasn't haven't isn't mightn't mustn't neednt needn't never none nope"
                  + " nor not nothing nowhere oughtnt shant shouldnt uhuh wasnt werent oughtn't"
                  + " shan't shouldn't uh-uh wasn't weren't without wont wouldnt won't wouldn't"
                  + " rarely seldom despite")
              .split(" ", -1));

  /** Valence that a preceding word adds; negative when it weakens. */
  static final Map<String, Double> BOOSTERS = boosters();

  /** Valence of phrases, which replaces the valence of their words. */
  static final Map<String, Double> IDIOMS =
      Map.of(
          "the shit", 3.0,
          "the bomb", 3.0,
          "bad ass", 1.5,
          "badass", 1.5,
          "yeah right", -2.0,
          "kiss of death", -1.5,
          "to die for", 3.0,
          "cut the mustard", 2.0,
          "hand to mouth", -2.0,
          "upper hand", 1.0);

  private VaderWords() {}

  static boolean isNegation(String word) {
    return NEGATIONS.contains(word) || word.endsWith("n't");
  }

  private static Map<String, Double> boosters() {
    Map<String, Double> boosters = new HashMap<>();
    for (String word :
        ("absolutely amazingly awfully completely considerable considerably decidedly deeply"
                + " effing enormous enormously entirely especially exceptional exceptionally"
                + " extreme extremely fabulously flipping flippin frackin fracking fricking"
                + " frickin frigging friggin fully fuckin fucking fuggin fugging greatly hella"
                + " highly hugely incredible incredibly intensely major majorly more most"
                + " particularly purely quite really remarkably so substantially thoroughly total"
                + " totally tremendous tremendously uber unbelievably unusually utter utterly very")
            .split(" ", -1)) {
      boosters.put(word, BOOST);
    }
    for (String word :
        ("almost barely hardly kinda kindof kind-of less little marginal marginally occasional"
                + " occasionally partly scarce scarcely slight slightly somewhat sorta sortof"
                + " sort-of")
            .split(" ", -1)) {
      boosters.put(word, -BOOST);
    }
    return Map.copyOf(boosters);
  }
}
