package io.tweetsentiment.sql;

import static io.tweetsentiment.sql.LoadException.Kind.BAD_INPUT;
import static io.tweetsentiment.sql.LoadException.Kind.DIE;
import static io.tweetsentiment.sql.LoadException.Kind.RETRY;

import io.tweetsentiment.sql.bucket.SpoolException;
import io.tweetsentiment.sql.rows.CodecException;
import io.tweetsentiment.sql.rows.MemoryExceededException;
import java.sql.SQLException;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Decides how the loader reacts to a failure.
 *
 * <p>RETRY: connection lost or refused, server shutting down or out of resources, deadlock,
 * serialization failure, lock timeout; S3 unreachable, throttling or 5xx. BAD_INPUT: wrong
 * password, missing database or table, missing privileges; missing bucket, access denied; a codec
 * that cannot be loaded, an object that takes more than buffer.bytes. DIE: everything else.
 */
final class FailureClassifier {

  /**
   * Error codes with status 400 or 403 that are temporary: a lost upload, expired credentials,
   * clock skew.
   */
  private static final Set<String> TEMPORARY =
      Set.of("RequestTimeout", "ExpiredToken", "RequestTimeTooSkewed");

  private final LoaderConfig config;

  FailureClassifier(LoaderConfig config) {
    this.config = config;
  }

  LoadException classify(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String message = firstLine(e.getMessage());
    if (state.startsWith("08")) {
      return new LoadException(
          RETRY,
          String.format(
              "cannot reach the database at %s: %s Start it, or set jdbc.url to its address.",
              config.database(), sentence(message)),
          e);
    }
    if (state.startsWith("28") || state.startsWith("3D")) {
      return new LoadException(
          BAD_INPUT,
          String.format(
              "the database at %s rejected the login of %s: %s Check jdbc.url, jdbc.user and"
                  + " jdbc.password.",
              config.database(), config.jdbcUser(), sentence(message)),
          e);
    }
    if (state.equals("42P01") || state.equals("3F000")) {
      return new LoadException(
          BAD_INPUT,
          String.format(
              "the database at %s lacks the tables: %s Create them with: load --create.",
              config.database(), sentence(message)),
          e);
    }
    if (state.equals("42501")) {
      return new LoadException(
          BAD_INPUT,
          String.format(
              "%s lacks a privilege in the database at %s: %s",
              config.jdbcUser(), config.database(), sentence(message)),
          e);
    }
    if (state.startsWith("40")
        || state.startsWith("53")
        || state.startsWith("57P")
        || state.equals("55P03")
        || message.contains("Serializable isolation violation")) {
      return new LoadException(
          RETRY,
          "the database at "
              + config.database()
              + " cannot load at the moment: "
              + sentence(message),
          e);
    }
    return new LoadException(
        DIE,
        "the database at " + config.database() + " rejected the load: " + sentence(message),
        e);
  }

  LoadException classify(SdkException e) {
    String where = config.awsEndpoint().map(uri -> " at " + uri).orElse("");
    if (e instanceof NoSuchBucketException) {
      return new LoadException(
          BAD_INPUT,
          String.format(
              "bucket %s does not exist%s. Create it, or set s3.bucket to the sinks' bucket.",
              config.bucket(), where),
          e);
    }
    if (e instanceof S3Exception s3
        && s3.awsErrorDetails() != null
        && TEMPORARY.contains(String.valueOf(s3.awsErrorDetails().errorCode()))) {
      return unreachable(e, where);
    }
    if (e instanceof S3Exception s3 && (s3.statusCode() == 401 || s3.statusCode() == 403)) {
      return new LoadException(
          BAD_INPUT,
          String.format(
              "S3%s denies access to bucket %s: %s Check the credentials and their permissions.",
              where, config.bucket(), sentence(firstLine(e.getMessage()))),
          e);
    }
    if (e instanceof S3Exception s3
        && s3.statusCode() < 500
        && s3.statusCode() != 429
        && !s3.isThrottlingException()) {
      return new LoadException(
          DIE, "S3" + where + " rejected the request: " + sentence(firstLine(e.getMessage())), e);
    }
    return unreachable(e, where);
  }

  /** A failure of this machine or of its settings, met while an object was read. */
  static LoadException ofReading(RuntimeException e) {
    LoadException.Kind kind =
        e instanceof SpoolException
            ? RETRY
            : e instanceof CodecException || e.getCause() instanceof MemoryExceededException
                ? BAD_INPUT
                : DIE;
    return new LoadException(kind, e.getMessage(), e);
  }

  private LoadException unreachable(SdkException e, String where) {
    if (firstLine(e.getMessage()).startsWith("Unable to load credentials")) {
      // The SDK's message is a page long: one message of each of its credential providers.
      return new LoadException(
          RETRY,
          String.format(
              "no AWS credentials were found for bucket %s. Set AWS_ACCESS_KEY_ID and"
                  + " AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the machine a role.",
              config.bucket()),
          e);
    }
    return new LoadException(
        RETRY,
        String.format(
            "cannot read bucket %s from S3%s: %s Check aws.endpoint, the network and the"
                + " credentials.",
            config.bucket(), where, sentence(firstLine(e.getMessage()))),
        e);
  }

  private static String firstLine(String message) {
    return message == null ? "no message" : message.lines().findFirst().orElse("").strip();
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
