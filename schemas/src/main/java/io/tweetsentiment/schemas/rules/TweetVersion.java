package io.tweetsentiment.schemas.rules;

import static java.util.Objects.requireNonNull;

import io.tweetsentiment.schemas.Tweet;
import java.util.Comparator;

/**
 * The order of the versions of a tweet, which is total and does not depend on the order of arrival.
 * The greatest version is the newest; a deletion is greater than every version that is not a
 * deletion.
 *
 * @param deleted whether this version states the deletion of the tweet
 * @param editVersion place in the edit history, from 0
 * @param ingestedAt when the producer fetched it, milliseconds since the epoch
 * @param contentHash {@link Fingerprint#ofContent}
 */
public record TweetVersion(boolean deleted, int editVersion, long ingestedAt, String contentHash)
    implements Comparable<TweetVersion> {

  private static final Comparator<TweetVersion> ORDER =
      Comparator.comparing(TweetVersion::deleted)
          .thenComparingInt(TweetVersion::editVersion)
          .thenComparingLong(TweetVersion::ingestedAt)
          .thenComparing(TweetVersion::contentHash);

  public TweetVersion {
    requireNonNull(contentHash, "contentHash");
  }

  /** The version of a record. */
  public static TweetVersion of(Tweet tweet) {
    return new TweetVersion(
        tweet.getDeleted(),
        tweet.getEditVersion(),
        tweet.getIngestedAt().toEpochMilli(),
        Fingerprint.ofContent(tweet));
  }

  /** Whether the two have the same content, so that one is a duplicate of the other. */
  public boolean sameContent(TweetVersion other) {
    return contentHash.equals(other.contentHash);
  }

  /** Whether this version replaces {@code other}; false for the same content. */
  public boolean supersedes(TweetVersion other) {
    return !sameContent(other) && compareTo(other) > 0;
  }

  @Override
  public int compareTo(TweetVersion other) {
    return ORDER.compare(this, other);
  }
}
