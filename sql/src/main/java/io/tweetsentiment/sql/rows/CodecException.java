package io.tweetsentiment.sql.rows;

/**
 * The native library of a codec cannot be loaded on this machine. The objects that use it may be
 * sound.
 */
public final class CodecException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CodecException(String key, Throwable cause) {
    super(
        String.format(
            "the codec of object %s cannot be loaded on this machine: %s. Let java.io.tmpdir (now"
                + " %s) be a folder from which libraries can be run, and start again.",
            key, cause, System.getProperty("java.io.tmpdir")),
        cause);
  }
}
