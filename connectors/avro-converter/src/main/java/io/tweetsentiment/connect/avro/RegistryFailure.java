package io.tweetsentiment.connect.avro;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;

/** Tells a failure of the registry from one of the data. */
final class RegistryFailure {
  private RegistryFailure() {}

  /**
   * The exception to throw: {@code RetriableException} when the registry did not answer or failed,
   * plain {@code ConnectException} when it refused access, else {@code DataException}.
   */
  static ConnectException classify(String what, KafkaException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RestClientException rest) {
        return answered(what, rest, failure);
      }
      if (cause instanceof SocketException
          || cause instanceof UnknownHostException
          || cause instanceof InterruptedIOException
          || cause instanceof SSLException
          || cause instanceof org.apache.kafka.common.errors.RetriableException) {
        return new RetriableException(
            what + ": the schema registry cannot be reached: " + cause.getMessage(), failure);
      }
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new DataException(what + ": " + root.getMessage(), failure);
  }

  private static ConnectException answered(
      String what, RestClientException rest, KafkaException failure) {
    String message = what + ": the schema registry answered: " + rest.getMessage();
    return switch (rest.getStatus()) {
      case 401, 403 -> new ConnectException(
          message + "; check basic.auth.credentials.source and basic.auth.user.info", failure);
      case 408, 429 -> new RetriableException(message, failure);
      default -> rest.getStatus() >= 500
          ? new RetriableException(message, failure)
          : new DataException(message, failure);
    };
  }
}
