package io.tweetsentiment.sentiment.local.vader;

import io.tweetsentiment.sentiment.local.text.FancyLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The rules of VADER: boosters, negation, capitals, contrast and punctuation change the valences of
 * words in the lexicon. Emoji are words, also when they are glued to one.
 *
 * <p>Source: C.J. Hutto and E. Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment
 * Analysis of Social Media Text", ICWSM 2014; the constants are that paper's. Threading: immutable.
 */
public final class VaderRules {

  private static final double CAPITALS = 0.733;
  private static final double NEGATION = -0.74;
  private static final double EXCLAMATION = 0.292;
  private static final double QUESTION = 0.18;
  private static final double MANY_QUESTIONS = 0.96;

  /** Share of a booster that takes effect with 0, 1 and 2 words in between. */
  private static final double[] BOOST_REACH = {1.0, 0.95, 0.9};

  private final VaderLexicon lexicon;

  public VaderRules(VaderLexicon lexicon) {
    this.lexicon = lexicon;
  }

  /**
   * The valence of a text.
   *
   * @param positive sum of the positive valences, at least 0
   * @param negative sum of the negative valences as a positive number
   */
  public record Valence(double positive, double negative) {

    /** The sum, normalised to -1 to 1: VADER calls a text positive from 0.05 on. */
    public double compound() {
      double sum = positive - negative;
      return sum / Math.sqrt(sum * sum + 15);
    }
  }

  /** Applies the rules to a text, in time linear in its length. */
  public Valence apply(String written) {
    String text = FancyLetters.plain(written);
    List<String> words = words(text);
    List<String> lower = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    boolean capitalsMean = mixesCapitals(words);
    double[] valences = new double[words.size()];
    for (int i = 0; i < valences.length; i++) {
      valences[i] = valence(words, lower, i, capitalsMean);
    }
    contrast(lower, valences);
    double positive = 0;
    double negative = 0;
    for (double valence : valences) {
      if (valence > 0) {
        positive += valence;
      } else {
        negative -= valence;
      }
    }
    double emphasis = emphasis(text);
    if (positive > negative) {
      positive += emphasis;
    } else if (negative > positive) {
      negative += emphasis;
    }
    return new Valence(positive, negative);
  }

  private double valence(List<String> words, List<String> lower, int i, boolean capitalsMean) {
    String word = lower.get(i);
    if (isKindOf(lower, i)
        || VaderWords.BOOSTERS.containsKey(word)
        || !lexicon.contains(words.get(i))) {
      return 0;
    }
    if (word.equals("no") && i + 1 < words.size() && lexicon.contains(words.get(i + 1))) {
      return 0;
    }
    double valence = lexicon.valence(words.get(i));
    if (capitalsMean && isCapitals(words.get(i))) {
      valence += Math.copySign(CAPITALS, valence);
    }
    if (i > 1 && isKindOf(lower, i - 2)) {
      valence -= Math.copySign(VaderWords.BOOST, valence);
    }
    for (int back = 0; back < 3 && back < i; back++) {
      int before = i - 1 - back;
      if (!lexicon.contains(words.get(before))) {
        valence += BOOST_REACH[back] * boost(words.get(before), valence, capitalsMean);
        valence = isEmoticon(word) ? valence : negate(valence, lower, i, back);
        if (back == 2) {
          valence = idiom(valence, lower, i);
        }
      } else if (back == 0 && lower.get(before).equals("no") && !isEmoticon(word)) {
        valence *= NEGATION;
      }
    }
    return isEmoticon(word) ? valence : least(valence, lower, i);
  }

  /** Emoticons and emoji say how the author feels, so a negation before them does not turn them. */
  private static boolean isEmoticon(String word) {
    return word.codePoints().anyMatch(c -> !Character.isLetterOrDigit(c) && c != '\'' && c != '-');
  }

  private static boolean isKindOf(List<String> lower, int i) {
    boolean ofFollows = i + 1 < lower.size() && lower.get(i + 1).equals("of");
    return ofFollows && (lower.get(i).equals("kind") || lower.get(i).equals("sort"));
  }

  private static double boost(String word, double valence, boolean capitalsMean) {
    double boost = VaderWords.BOOSTERS.getOrDefault(word.toLowerCase(Locale.ROOT), 0.0);
    if (boost == 0) {
      return 0;
    }
    double signed = valence < 0 ? -boost : boost;
    if (capitalsMean && isCapitals(word)) {
      signed += Math.copySign(CAPITALS, valence);
    }
    return signed;
  }

  private static double negate(double valence, List<String> lower, int i, int back) {
    String before = lower.get(i - 1 - back);
    if (back > 0 && before.equals("never") && anyOf(lower, i - back, i, Set.of("so", "this"))) {
      return valence * 1.25;
    }
    if (back > 0 && before.equals("without") && anyOf(lower, i - back, i, Set.of("doubt"))) {
      return valence;
    }
    return VaderWords.isNegation(before) ? valence * NEGATION : valence;
  }

  private static boolean anyOf(List<String> lower, int from, int to, Set<String> words) {
    return lower.subList(from, to).stream().anyMatch(words::contains);
  }

  private static double idiom(double valence, List<String> lower, int i) {
    double found = valence;
    for (int start = i - 3; start <= i; start++) {
      for (int end = start + 1; end <= Math.min(lower.size(), start + 3); end++) {
        String phrase = String.join(" ", lower.subList(start, end));
        found = end > i ? VaderWords.IDIOMS.getOrDefault(phrase, found) : found;
      }
    }
    return found;
  }

  private double least(double valence, List<String> lower, int i) {
    if (i == 0 || !lower.get(i - 1).equals("least") || lexicon.contains(lower.get(i - 1))) {
      return valence;
    }
    boolean phrase = i > 1 && Set.of("at", "very").contains(lower.get(i - 2));
    return phrase ? valence : valence * NEGATION;
  }

  /** Words after a "but" weigh more than words before it. */
  private static void contrast(List<String> lower, double[] valences) {
    int but = lower.indexOf("but");
    if (but < 0) {
      return;
    }
    for (int i = 0; i < valences.length; i++) {
      valences[i] *= i < but ? 0.5 : 1.5;
    }
  }

  private static double emphasis(String text) {
    int exclamations = 0;
    int questions = 0;
    for (int i = 0; i < text.length(); i++) {
      exclamations += text.charAt(i) == '!' ? 1 : 0;
      questions += text.charAt(i) == '?' ? 1 : 0;
    }
    double emphasis = Math.min(exclamations, 4) * EXCLAMATION;
    if (questions > 3) {
      return emphasis + MANY_QUESTIONS;
    }
    return questions > 1 ? emphasis + questions * QUESTION : emphasis;
  }

  /** Splits at white space and strips punctuation, but keeps emoticons. */
  private List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String raw : Emoji.separate(text.replace('\u2019', '\'')).split("\\s+", -1)) {
      int start = 0;
      int end = raw.length();
      while (start < end && isPunctuation(raw.charAt(start))) {
        start++;
      }
      while (end > start && isPunctuation(raw.charAt(end - 1))) {
        end--;
      }
      if (end - start <= 2) {
        if (!raw.isEmpty()) {
          words.add(
              end > start && lexicon.contains(raw.substring(start, end))
                  ? raw.substring(start, end)
                  : raw);
        }
      } else {
        words.add(lexicon.contains(raw) ? raw : raw.substring(start, end));
      }
    }
    return words;
  }

  private static boolean isPunctuation(char c) {
    return "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u2026\u201c\u201d\u2018\u2019".indexOf(c) >= 0;
  }

  private static boolean isCapitals(String word) {
    boolean upper = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (Character.isLowerCase(c)) {
        return false;
      }
      upper |= Character.isUpperCase(c);
    }
    return upper;
  }

  private static boolean mixesCapitals(List<String> words) {
    long capitals = words.stream().filter(VaderRules::isCapitals).count();
    return capitals > 0 && capitals < words.size();
  }
}
