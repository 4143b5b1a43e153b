package io.tweetsentiment.emulators.x;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Where the next page begins, as the opaque token that clients send (base-32 alphabet, lower case).
 *
 * @param place for a search, the position after the newest tweet of the next page; for counts, the
 *     end of the next page in epoch milliseconds
 * @param page number of the page, from 1
 */
record PageToken(long place, int page) {
  private static final Pattern FORM = Pattern.compile("b([0-9a-v]+)z([0-9a-v]+)x([0-9a-v]{7})");

  /**
   * @param query the query that the token belongs to; the token is refused with any other query
   */
  String text(String query) {
    String plain = "b" + Long.toString(place, 32) + "z" + Integer.toString(page, 32);
    return plain + "x" + checksum(plain, query);
  }

  static Optional<PageToken> of(String text, String query) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()
        || form.group(1).length() > 12
        || form.group(2).length() > 6
        || !checksum(text.substring(0, text.length() - 8), query).equals(form.group(3))) {
      return Optional.empty();
    }
    return Optional.of(
        new PageToken(Long.parseLong(form.group(1), 32), Integer.parseInt(form.group(2), 32)));
  }

  private static String checksum(String plain, String query) {
    CRC32 crc = new CRC32();
    crc.update((plain + " " + query).getBytes(StandardCharsets.UTF_8));
    String digits = Long.toString(crc.getValue(), 32);
    return "0".repeat(7 - digits.length()) + digits;
  }
}
