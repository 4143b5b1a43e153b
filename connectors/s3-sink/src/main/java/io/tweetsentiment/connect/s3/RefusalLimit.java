package io.tweetsentiment.connect.s3;

import io.tweetsentiment.connect.s3.storage.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Decides how long refused requests are repeated before the task fails. Threading: owned by the
 * task thread.
 */
final class RefusalLimit {
  private final Duration limit;
  private Instant since;

  RefusalLimit(Duration limit) {
    this.limit = limit;
  }

  /**
   * Notes a refusal.
   *
   * @throws ConnectException if S3 has been refusing requests for longer than the limit
   */
  void refused(Refusal refusal, Instant now) {
    since = since == null ? now : since;
    if (!now.isBefore(since.plus(limit))) {
      throw new ConnectException(
          refusal.getMessage() + " (refused since " + since + "; restart the task after that)",
          refusal);
    }
  }

  /** Notes that S3 accepted the requests. */
  void accepted() {
    since = null;
  }
}
