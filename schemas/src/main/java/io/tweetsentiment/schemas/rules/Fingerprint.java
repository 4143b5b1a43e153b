package io.tweetsentiment.schemas.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.schemas.Tweet;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Hashes that decide whether two texts, or two versions of a tweet, are the same: the first 128
 * bits of a SHA-256 over the fields, as 32 hexadecimal digits. Each field is its length in bytes of
 * UTF-8, 4 bytes with the highest first, and those bytes; null is the length -1 alone. So no two
 * lists of fields give the same bytes.
 */
public final class Fingerprint {

  private static final int BYTES = 16;
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(Fingerprint::sha256);

  private final MessageDigest digest;

  private Fingerprint(MessageDigest digest) {
    this.digest = digest;
    digest.reset();
  }

  /**
   * Hash of what an engine is given of a tweet, so that a sentiment finds the versions it is about.
   * {@code text_hash} in the schema {@code TweetSentiment} says how others compute it.
   *
   * @param text the full text
   * @param lang language as the source stated it: an engine may leave it unscored, or score the
   *     same words otherwise; null is not the empty language
   */
  public static String ofText(String text, String lang) {
    return start().add(text).add(lang).end();
  }

  /** Hash of a record as it was received, which stands in for an id where there is none. */
  public static String ofReceived(String record) {
    return start().add(record).end();
  }

  /**
   * Hash of everything a version of a tweet says, {@code ingested_at} aside: two versions with the
   * same hash are duplicates.
   */
  public static String ofContent(Tweet tweet) {
    return start()
        .add(tweet.getTweetId())
        .add(tweet.getTopic())
        .add(tweet.getVersionId())
        .add(Integer.toString(tweet.getEditVersion()))
        .add(Boolean.toString(tweet.getDeleted()))
        .add(millis(tweet.getCreatedAt()))
        .add(tweet.getText())
        .add(tweet.getLang())
        .add(tweet.getAuthorId())
        .add(tweet.getUsername())
        .add(tweet.getName())
        .add(tweet.getVerified() == null ? null : tweet.getVerified().toString())
        .add(tweet.getLocation())
        .add(tweet.getReferencedTweets())
        .end();
  }

  static Fingerprint start() {
    return new Fingerprint(SHA_256.get());
  }

  Fingerprint add(String field) {
    if (field == null) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(-1).array());
      return this;
    }
    byte[] bytes = field.getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
    return this;
  }

  String end() {
    return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
  }

  private static String millis(Instant instant) {
    return instant == null ? null : Long.toString(instant.toEpochMilli());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
