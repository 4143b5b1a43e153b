package io.tweetsentiment.schemas.rules;

import static java.util.Objects.requireNonNull;

import io.tweetsentiment.schemas.Tweet;
import java.util.Comparator;

/**
 * What decides which version of a tweet is the newest: a total order that does not depend on the
 * order of arrival. The greatest version wins; a deletion is greater than every version that is
 * none.
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

  /** The version that a record states. */
  public static TweetVersion of(Tweet tweet) {
    return new TweetVersion(
        tweet.getDeleted(),
        tweet.getEditVersion(),
        tweet.getIngestedAt().toEpochMilli(),
        Fingerprint.ofContent(tweet));
  }

  /** Whether the two say the same, so that one of them is a duplicate of the other. */
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
