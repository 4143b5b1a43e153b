package io.tweetsentiment.standalone.bench.broken;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number of 16 digits that identifies a broken record wherever it is found again. Pure. */
final class Marker {

  private static final Pattern FORM = Pattern.compile("77[0-9]{14}");

  private Marker() {}

  /**
   * Returns the marker of a record.
   *
   * @param kind index of the kind in the list of all kinds
   * @param serial number of the record in the mix
   */
  static String of(int kind, int serial) {
    return String.format(Locale.ROOT, "77%04d%010d", kind, serial);
  }

  /** The id of a good tweet. It does not contain a marker. */
  static String good(int serial) {
    return String.format(Locale.ROOT, "6600%012d", serial);
  }

  /** The markers in some bytes, in UTF-8 or UTF-16. */
  static Set<String> in(byte[] bytes) {
    return bytes == null ? Set.of() : in(new String(bytes, ISO_8859_1));
  }

  /** The markers in a text. */
  static Set<String> in(String text) {
    Set<String> markers = new LinkedHashSet<>();
    Matcher matcher = FORM.matcher(text.replace("\0", "").replace("\\u0000", ""));
    while (matcher.find()) {
      markers.add(matcher.group());
    }
    return markers;
  }
}
