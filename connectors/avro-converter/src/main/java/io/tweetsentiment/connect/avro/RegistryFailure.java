package io.tweetsentiment.connect.avro;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Distinguishes failures of the registry from invalid data. With {@code errors.tolerance=all},
 * Connect sends a record to the dead letter queue after any exception of a converter, but retries
 * first after a {@code RetriableException}. Therefore every failure that the record did not cause
 * is retriable, including refused credentials.
 */
final class RegistryFailure {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryFailure.class);
  private static final LogThrottle LOG_THROTTLE = new LogThrottle(System::nanoTime);

  private RegistryFailure() {}

  /**
   * Returns the exception to throw: a {@code RetriableException} if the registry did not answer,
   * failed or refused access, otherwise a {@code DataException}.
   */
  static ConnectException classify(String what, KafkaException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RestClientException rest) {
        return answered(what, rest, failure);
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketException
          || cause instanceof UnknownHostException
          || cause instanceof InterruptedIOException
          || cause instanceof SSLException
          || cause instanceof AuthenticationException
          || cause instanceof AuthorizationException
          || cause instanceof org.apache.kafka.common.errors.RetriableException) {
        return retriable(
            what + ": the schema registry cannot be reached: " + cause.getMessage(), failure);
      }
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = root.getMessage() == null ? root.getClass().getName() : root.getMessage();
    return new DataException(what + ": " + reason, failure);
  }

  private static RetriableException retriable(String message, KafkaException failure) {
    // Connect does not log its retries, so only this message shows that a task makes no progress.
    if (LOG_THROTTLE.isDue(message)) {
      LOG.warn(message);
    }
    return new RetriableException(message, failure);
  }

  private static ConnectException answered(
      String what, RestClientException rest, KafkaException failure) {
    String message = what + ": the schema registry answered: " + rest.getMessage();
    return switch (rest.getStatus()) {
      case 401, 403 ->
          retriable(
              message + "; check basic.auth.credentials.source and basic.auth.user.info", failure);
      case 408, 429 -> retriable(message, failure);
      default ->
          rest.getStatus() >= 500
              ? retriable(message, failure)
              : new DataException(message, failure);
    };
  }
}
