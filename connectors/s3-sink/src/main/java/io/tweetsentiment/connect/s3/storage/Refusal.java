package io.tweetsentiment.connect.s3.storage;

import org.apache.kafka.connect.errors.RetriableException;

/**
 * S3 refused a request for a reason that an operator usually has to mend (permission, key, token,
 * clock), but that also passes by itself: a changed policy or key takes effect after a minute, a
 * clock is synchronised. The message names the remedy.
 */
public final class Refusal extends RetriableException {
  private static final long serialVersionUID = 1L;

  Refusal(String message, Throwable cause) {
    super(message, cause);
  }
}
