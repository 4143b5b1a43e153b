package io.tweetsentiment.emulators.kinesis;

import io.tweetsentiment.emulators.wire.AwsErrorException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A position in a shard, as the opaque token that clients send.
 *
 * @param counter counter of the next record to read
 * @param issuedAt epoch milliseconds
 */
record ShardIterator(String stream, int shard, long counter, long issuedAt) {
  private static final Pattern FORM =
      Pattern.compile("([a-zA-Z0-9_.-]+) (\\d{1,9}) (\\d{1,19}) (\\d{1,15}) ([0-9a-f]{8})");

  String token() {
    String plain = stream + " " + shard + " " + counter + " " + issuedAt;
    return Base64.getEncoder()
        .encodeToString((plain + " " + checksum(plain)).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws AwsErrorException {@code InvalidArgumentException} for a text that {@link #token} did
   *     not return
   */
  static ShardIterator of(String token) {
    String text;
    try {
      text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      text = "";
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !checksum(text.substring(0, text.length() - 9)).equals(form.group(5))) {
      throw AwsErrorException.of("InvalidArgumentException", "Invalid ShardIterator.");
    }
    return new ShardIterator(
        form.group(1),
        Integer.parseInt(form.group(2)),
        Long.parseLong(form.group(3)),
        Long.parseLong(form.group(4)));
  }

  private static String checksum(String plain) {
    CRC32 crc = new CRC32();
    crc.update(plain.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }
}
