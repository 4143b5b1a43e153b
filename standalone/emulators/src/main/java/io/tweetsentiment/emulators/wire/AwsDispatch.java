package io.tweetsentiment.emulators.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.emulators.wire.AwsEndpoint.Operations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Dispatches requests in the JSON protocol of AWS by their header {@code X-Amz-Target}, whatever
 * server received them. Signatures are not checked. Error responses have the form {@code {"__type",
 * "message"}}.
 *
 * @param service prefix of the target header, for instance {@code Kinesis_20131202}
 */
record AwsDispatch(String service, Operations operations) {
  /** Maximum size of the body of a request in bytes. */
  static final int MAX_BODY = 32 * 1024 * 1024;

  /**
   * The answer to a request.
   *
   * @param errorType empty unless the request failed
   * @param body empty for an empty object
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Answer(int status, String contentType, Optional<String> errorType, byte[] body) {}

  /** Answers a request; never completes exceptionally. */
  CompletionStage<Answer> answer(String target, AwsEncoding wire, byte[] body) {
    CompletionStage<ObjectNode> called;
    try {
      called = operations.call(operation(target), input(wire, body), wire);
    } catch (RuntimeException e) {
      called = CompletableFuture.failedFuture(e);
    }
    return called.handle(
        (output, failure) ->
            failure == null ? encode(wire, 200, Optional.empty(), output) : error(wire, failure));
  }

  /** The name of the operation in a target header. */
  String operation(String target) {
    if (target == null || !target.startsWith(service + ".")) {
      throw AwsErrorException.of(
          "UnknownOperationException", target + " is not an operation of " + service);
    }
    return target.substring(service.length() + 1);
  }

  static JsonNode input(AwsEncoding wire, byte[] body) {
    if (body.length > MAX_BODY) {
      throw new AwsErrorException(
          413, "RequestEntityTooLargeException", "the request exceeds " + MAX_BODY + " bytes");
    }
    if (body.length == 0) {
      return wire.object();
    }
    try {
      return wire.mapper().readTree(body);
    } catch (IOException e) {
      throw AwsErrorException.of(
          "SerializationException", "the request is not valid " + wire.contentType());
    }
  }

  static Answer error(AwsEncoding wire, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    AwsErrorException error =
        cause instanceof AwsErrorException known
            ? known
            : new AwsErrorException(500, "InternalFailure", "the emulator failed: " + cause);
    ObjectNode body = wire.object().put("__type", error.type()).put("message", error.getMessage());
    return encode(wire, error.status(), Optional.of(error.type()), body);
  }

  private static Answer encode(
      AwsEncoding wire, int status, Optional<String> errorType, ObjectNode body) {
    try {
      byte[] bytes = body.isEmpty() ? new byte[0] : wire.mapper().writeValueAsBytes(body);
      return new Answer(status, wire.contentType(), errorType, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("an answer could not be encoded", e);
    }
  }
}
