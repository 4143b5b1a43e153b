package io.tweetsentiment.sentiment.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.sentiment.local.text.Hash;
import io.tweetsentiment.sentiment.local.text.Lexicon;
import io.tweetsentiment.sentiment.local.vader.VaderLexicon;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Combines the bundled word lists into a {@link Lexicon} (MIT, see NOTICE). */
final class WordLists {

  private static final int STEPS = 20;

  private WordLists() {}

  static Lexicon bundled() {
    Map<Long, byte[]> entries = new TreeMap<>();
    read(VaderLexicon.RESOURCE, entries, 0);
    read("afinn-165.tsv", entries, 1);
    read(VaderLexicon.EMOJI_RESOURCE, entries, 1);
    long[] hashes = new long[entries.size()];
    byte[] first = new byte[hashes.length];
    byte[] second = new byte[hashes.length];
    int i = 0;
    for (Map.Entry<Long, byte[]> entry : entries.entrySet()) {
      hashes[i] = entry.getKey();
      first[i] = entry.getValue()[0];
      second[i++] = entry.getValue()[1];
    }
    return new Lexicon(hashes, first, second);
  }

  private static void read(String resource, Map<Long, byte[]> entries, int column) {
    try (InputStream in = WordLists.class.getResourceAsStream(resource)) {
      for (String line : new String(in.readAllBytes(), UTF_8).split("\n", -1)) {
        int tab = line.indexOf('\t');
        if (tab > 0) {
          // A variation selector only selects the coloured form of an emoji.
          String word = line.substring(0, tab).toLowerCase(Locale.ROOT).replace("\ufe0f", "");
          long steps = Math.round(Double.parseDouble(line.substring(tab + 1)) * STEPS);
          entries.computeIfAbsent(Hash.of(word), hash -> new byte[2])[column] = (byte) steps;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the bundled word list " + resource, e);
    }
  }
}
