package io.tweetsentiment.emulators.x;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Does what a script demands of a request.
 *
 * <p>Threading: safe.
 */
final class ScriptedAnswer {

  private static final int TOO_MANY = 429;

  private final XScript script;
  private final Clock clock;
  private Instant last = Instant.MIN;

  ScriptedAnswer(XScript script, Clock clock) {
    this.script = script;
    this.clock = clock;
  }

  /**
   * Applies the steps of a request.
   *
   * @param number number of the request, from 1
   * @return whether the request is answered, or its connection ended
   */
  boolean answers(HttpExchange exchange, long number, Map<String, String> parameters)
      throws IOException {
    List<XScript.Step> steps = script.at(number);
    for (XScript.Step step : steps) {
      if (answers(exchange, step, parameters)) {
        return true;
      }
    }
    return false;
  }

  private boolean answers(HttpExchange exchange, XScript.Step step, Map<String, String> parameters)
      throws IOException {
    switch (step.kind()) {
      case LATENCY -> {
        pause(step.number());
        return false;
      }
      case STATUS -> send(exchange, (int) step.number(), "text/plain", step.text());
      case HTML ->
          send(
              exchange,
              (int) step.number(),
              "text/html",
              "<html><body><h1>" + step.number() + " from a proxy</h1></body></html>");
      case EMPTY -> send(exchange, 200, "application/json", "{}");
      case NO_DATA ->
          send(
              exchange,
              200,
              "application/json",
              "{\"meta\":{\"result_count\":0},\"errors\":[{\"title\":\"Internal Server Error\","
                  + "\"type\":\"https://api.twitter.com/2/problems/internal-error\"}]}");
      case CUT -> cut(exchange);
      case EXPIRED -> {
        if (!parameters.containsKey("next_token") && !parameters.containsKey("pagination_token")) {
          return false;
        }
        send(
            exchange,
            400,
            "application/problem+json",
            "{\"errors\":[{\"parameters\":{\"next_token\":[]},\"message\":\"The `next_token` has"
                + " expired\"}],\"title\":\"Invalid Request\",\"detail\":\"One or more parameters"
                + " to your request was invalid.\",\"type\":"
                + "\"https://api.twitter.com/2/problems/invalid-request\"}");
      }
      case DAY_LIMIT -> {
        long reset = clock.instant().plusSeconds(step.number()).getEpochSecond();
        String name = "x-" + step.text() + "-limit-24hour-";
        exchange.getResponseHeaders().set(name + "limit", "10000");
        exchange.getResponseHeaders().set(name + "remaining", "0");
        exchange.getResponseHeaders().set(name + "reset", Long.toString(reset));
        leftInTheWindow(exchange);
        tooMany(exchange);
      }
      case PACE -> {
        if (!tooSoon(Duration.ofMillis(step.number()))) {
          return false;
        }
        leftInTheWindow(exchange);
        tooMany(exchange);
      }
    }
    return true;
  }

  private synchronized boolean tooSoon(Duration pace) {
    Instant now = clock.instant();
    boolean soon = last.isAfter(now.minus(pace));
    if (!soon) {
      last = now;
    }
    return soon;
  }

  private void leftInTheWindow(HttpExchange exchange) {
    exchange.getResponseHeaders().set("x-rate-limit-limit", "300");
    exchange.getResponseHeaders().set("x-rate-limit-remaining", "299");
    exchange
        .getResponseHeaders()
        .set(
            "x-rate-limit-reset", Long.toString(clock.instant().plusSeconds(900).getEpochSecond()));
  }

  private static void tooMany(HttpExchange exchange) throws IOException {
    send(
        exchange,
        TOO_MANY,
        "application/json",
        "{\"title\":\"Too Many Requests\",\"detail\":\"Too Many Requests\",\"type\":"
            + "\"about:blank\",\"status\":429}");
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Announces more than it sends; the server then ends the connection. */
  private static void cut(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(200, 10_000);
    exchange.getResponseBody().write("{\"data\":[{\"id\":\"1".getBytes(UTF_8));
    exchange.getResponseBody().flush();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
