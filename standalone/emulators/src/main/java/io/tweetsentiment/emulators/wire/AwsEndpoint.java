package io.tweetsentiment.emulators.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Dispatches requests in the JSON protocol of AWS by their header {@code X-Amz-Target}.
 *
 * <p>Signatures are not checked. Error responses have the form {@code {"__type", "message"}}.
 */
public final class AwsEndpoint implements HttpHandler {
  private static final int MAX_BODY = 32 * 1024 * 1024;

  /**
   * The operations of a service. A call may throw {@link AwsErrorException} or complete with it.
   */
  @FunctionalInterface
  public interface Operations {
    /** Answers one call. An empty object is sent as an empty body. */
    CompletionStage<ObjectNode> call(String operation, JsonNode input, AwsEncoding wire);
  }

  private final String service;
  private final Operations operations;

  /**
   * @param service prefix of the target header, for instance {@code Kinesis_20131202}
   */
  public AwsEndpoint(String service, Operations operations) {
    this.service = service;
    this.operations = operations;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    AwsEncoding wire = AwsEncoding.of(exchange.getRequestHeaders().getFirst("Content-Type"));
    try {
      operations
          .call(operation(exchange), input(exchange, wire), wire)
          .whenComplete((output, failure) -> finish(exchange, wire, output, failure));
    } catch (RuntimeException e) {
      finish(exchange, wire, null, e);
    }
  }

  private String operation(HttpExchange exchange) {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target == null || !target.startsWith(service + ".")) {
      throw AwsErrorException.of(
          "UnknownOperationException", target + " is not an operation of " + service);
    }
    return target.substring(service.length() + 1);
  }

  private static JsonNode input(HttpExchange exchange, AwsEncoding wire) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
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

  private static void finish(
      HttpExchange exchange, AwsEncoding wire, ObjectNode output, Throwable failure) {
    try (exchange) {
      if (failure == null) {
        answer(exchange, wire, 200, output);
        return;
      }
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      AwsErrorException error =
          cause instanceof AwsErrorException known
              ? known
              : new AwsErrorException(500, "InternalFailure", "the emulator failed: " + cause);
      ObjectNode body =
          wire.object().put("__type", error.type()).put("message", error.getMessage());
      exchange.getResponseHeaders().set("x-amzn-ErrorType", error.type());
      answer(exchange, wire, error.status(), body);
    } catch (IOException e) {
      // The client closed the connection before the response; it will send the request again.
      exchange.close();
    }
  }

  private static void answer(HttpExchange exchange, AwsEncoding wire, int status, ObjectNode body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", wire.contentType());
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    if (body.isEmpty()) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    byte[] bytes = wire.mapper().writeValueAsBytes(body);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
