package io.tweetsentiment.streams.rescore;

/**
 * How far a rescore is.
 *
 * @param published texts that have a new sentiment
 * @param rejected texts that the engine rejects; they keep their sentiment
 * @param reason the engine's words about the last rejected text, or empty
 * @param nanos price of the documents that were sent so far, in billionths of a dollar
 * @param trouble why the engine does not answer, or empty
 * @param isLimited whether it ended at one of its limits
 */
public record RescoreProgress(
    long published, long rejected, String reason, long nanos, String trouble, boolean isLimited) {

  static final RescoreProgress NOTHING = new RescoreProgress(0, 0, "", 0, "", false);

  RescoreProgress published(long more) {
    return new RescoreProgress(published + more, rejected, reason, nanos, "", isLimited);
  }

  RescoreProgress rejected(String why) {
    return new RescoreProgress(published, rejected + 1, why, nanos, "", isLimited);
  }

  RescoreProgress paid(long inAll) {
    return new RescoreProgress(published, rejected, reason, inAll, trouble, isLimited);
  }

  RescoreProgress troubled(String why) {
    return new RescoreProgress(published, rejected, reason, nanos, why, isLimited);
  }

  RescoreProgress limited() {
    return new RescoreProgress(published, rejected, reason, nanos, trouble, true);
  }
}
