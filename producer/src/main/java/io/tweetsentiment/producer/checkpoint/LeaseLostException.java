package io.tweetsentiment.producer.checkpoint;

import java.io.IOException;

/**
 * Another process has taken over a slice, because this one did not renew its lease in time. What
 * this one has sent of it is sent twice, and recognised later by the ids.
 */
public final class LeaseLostException extends IOException {

  private static final long serialVersionUID = 1L;

  LeaseLostException(String slice, String owner) {
    super(
        "the slice "
            + slice
            + " belongs to another process now ("
            + owner
            + "), because this one did not renew its lease in time");
  }
}
