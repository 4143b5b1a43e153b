package io.tweetsentiment.emulators.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Answers requests in the JSON protocol of AWS that the JDK's server received. */
public final class AwsEndpoint implements HttpHandler {

  /**
   * The operations of a service. A call may throw {@link AwsErrorException} or complete with it.
   */
  @FunctionalInterface
  public interface Operations {
    /** Answers one call. An empty object is sent as an empty body. */
    CompletionStage<ObjectNode> call(String operation, JsonNode input, AwsEncoding wire);
  }

  private final AwsDispatch dispatch;

  /**
   * @param service prefix of the target header, for instance {@code Kinesis_20131202}
   */
  public AwsEndpoint(String service, Operations operations) {
    this.dispatch = new AwsDispatch(service, operations);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    AwsEncoding wire = AwsEncoding.of(exchange.getRequestHeaders().getFirst("Content-Type"));
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    byte[] body = exchange.getRequestBody().readNBytes(AwsDispatch.MAX_BODY + 1);
    var unused =
        dispatch
            .answer(target, wire, body)
            .whenComplete((answer, failure) -> finish(exchange, answer));
  }

  private static void finish(HttpExchange exchange, AwsDispatch.Answer answer) {
    try (exchange) {
      answer
          .errorType()
          .ifPresent(type -> exchange.getResponseHeaders().set("x-amzn-ErrorType", type));
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      if (answer.body().length > 0) {
        exchange.getResponseBody().write(answer.body());
      }
    } catch (IOException e) {
      // The client closed the connection before the response; it will send the request again.
      exchange.close();
    }
  }
}
