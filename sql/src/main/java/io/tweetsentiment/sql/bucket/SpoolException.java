package io.tweetsentiment.sql.bucket;

import java.io.IOException;

/** The folder for large objects cannot be used. This says nothing about the objects. */
public final class SpoolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SpoolException(String what, IOException cause) {
    super(
        String.format(
            "%s: %s. Free space there, or set spool.dir to another folder.",
            what, cause.getMessage()),
        cause);
  }
}
