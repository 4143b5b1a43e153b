package io.tweetsentiment.schemas.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.schemas.Tweet;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Hashes that decide whether two texts, or two versions of a tweet, are the same: the first 128
 * bits of a SHA-256 over the fields, as 32 hexadecimal digits. Each field is encoded as its length
 * in bytes of UTF-8 (4 bytes, big-endian) and those bytes; null is the length -1 alone. Therefore
 * different lists of fields never have the same encoding.
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
   * Hash of the input of an engine, which connects a sentiment to the versions of the tweet that it
   * applies to. The documentation of {@code text_hash} in the schema {@code TweetSentiment}
   * describes how to compute it elsewhere.
   *
   * @param text the full text
   * @param lang language that the source stated, because an engine may skip a language or score the
   *     same words differently in another one; null differs from the empty string
   */
  public static String ofText(String text, String lang) {
    return start().add(text).add(lang).end();
  }

  /** Hash of a record as it was received, which replaces a missing id. */
  public static String ofReceived(String record) {
    return start().add(record).end();
  }

  /**
   * Hash of all fields of a version of a tweet except {@code ingested_at}: two versions with the
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
      addInt(-1);
      return this;
    }
    byte[] bytes = field.getBytes(UTF_8);
    addInt(bytes.length);
    digest.update(bytes);
    return this;
  }

  private void addInt(int value) {
    digest.update((byte) (value >> 24));
    digest.update((byte) (value >> 16));
    digest.update((byte) (value >> 8));
    digest.update((byte) value);
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
