package io.tweetsentiment.sentiment.local.vader;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Valence of words, emoticons and slang, -4 to 4: the VADER lexicon (MIT, see NOTICE).
 *
 * <p>Threading: immutable.
 */
public final class VaderLexicon {

  /** The lexicon in the jar: lines {@code token<TAB>valence}. */
  public static final String RESOURCE =
      "/io/tweetsentiment/sentiment/local/vader/vader-lexicon.tsv";

  private final Map<String, Double> valences;

  private VaderLexicon(Map<String, Double> valences) {
    this.valences = valences;
  }

  public static VaderLexicon bundled() {
    Map<String, Double> valences = new HashMap<>(16_384);
    try (InputStream in = VaderLexicon.class.getResourceAsStream(RESOURCE);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        valences.put(line.substring(0, tab), Double.valueOf(line.substring(tab + 1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the bundled lexicon " + RESOURCE, e);
    }
    return new VaderLexicon(valences);
  }

  /**
   * Valence of a token, 0 when it has none. The token is looked up as written first, because {@code
   * :D} is in the lexicon and {@code :d} is not.
   */
  double valence(String token) {
    Double valence = valences.get(token);
    if (valence == null) {
      valence = valences.get(token.toLowerCase(Locale.ROOT));
    }
    return valence == null ? 0 : valence;
  }

  boolean contains(String token) {
    return valences.containsKey(token) || valences.containsKey(token.toLowerCase(Locale.ROOT));
  }
}
