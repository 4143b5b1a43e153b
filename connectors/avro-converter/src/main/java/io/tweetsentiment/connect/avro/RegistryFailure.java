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
 * Tells a failure of the registry from one of the data. With {@code errors.tolerance=all} Connect
 * dead-letters whatever a converter throws, except that it repeats after a {@code
 * RetriableException} first: so everything that is no fault of the record is retriable, refused
 * credentials included.
 */
final class RegistryFailure {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryFailure.class);
  private static final Repeats REPEATS = new Repeats(System::nanoTime);

  private RegistryFailure() {}

  /**
   * The exception to throw: {@code RetriableException} when the registry did not answer, failed or
   * refused access, else {@code DataException}.
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
    String said = root.getMessage() == null ? root.getClass().getName() : root.getMessage();
    return new DataException(what + ": " + said, failure);
  }

  private static RetriableException retriable(String message, KafkaException failure) {
    // Connect repeats in silence, so this is the only sign that a task stands still.
    if (REPEATS.isDue(message)) {
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
