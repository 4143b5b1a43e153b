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
 * Valence of words, emoticons, slang and emoji, -4 to 4: the VADER lexicon, and for emoji
 * emoji-emotion (both MIT, see NOTICE).
 *
 * <p>Threading: immutable.
 */
public final class VaderLexicon {

  /** The lexicon in the jar: lines {@code token<TAB>valence}. */
  public static final String RESOURCE =
      "/io/tweetsentiment/sentiment/local/vader/vader-lexicon.tsv";

  /** Emoji in the jar: lines {@code emoji<TAB>valence}, -5 to 5 (emoji-emotion, see NOTICE). */
  public static final String EMOJI_RESOURCE =
      "/io/tweetsentiment/sentiment/local/vader/emoji-emotion.tsv";

  private static final double EMOJI_SCALE = 4.0 / 5;

  private final Map<String, Double> valences;

  private VaderLexicon(Map<String, Double> valences) {
    this.valences = valences;
  }

  public static VaderLexicon bundled() {
    Map<String, Double> valences = new HashMap<>(16_384);
    read(EMOJI_RESOURCE, EMOJI_SCALE, valences);
    read(RESOURCE, 1, valences);
    return new VaderLexicon(valences);
  }

  private static void read(String resource, double scale, Map<String, Double> valences) {
    try (InputStream in = VaderLexicon.class.getResourceAsStream(resource);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        // A variation selector only selects the coloured form of an emoji.
        String token = line.substring(0, tab).replace("\ufe0f", "");
        valences.put(token, scale * Double.parseDouble(line.substring(tab + 1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the bundled lexicon " + resource, e);
    }
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
