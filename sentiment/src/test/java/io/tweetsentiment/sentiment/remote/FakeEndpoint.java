package io.tweetsentiment.sentiment.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

/** An HTTP server that answers from a script first and from a rule after that. */
final class FakeEndpoint implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  /** A header of a reply whose body never comes to its end. */
  static final String STALLS = "X-Stalls";

  /** What to send back. */
  record Reply(int status, String body, Map<String, String> headers) {}

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Deque<Reply> script = new ArrayDeque<>();
  private final Function<JsonNode, JsonNode> rule;
  private Predicate<JsonNode> refusal = request -> false;
  private Reply refusalReply;

  /** Bodies that were received, in order. */
  final List<JsonNode> requests = new CopyOnWriteArrayList<>();

  /** Headers that were received, in order. */
  final List<Headers> headers = new CopyOnWriteArrayList<>();

  FakeEndpoint(Function<JsonNode, JsonNode> rule) {
    this.rule = rule;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(executor);
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Answers the next call like this. */
  synchronized FakeEndpoint then(int status, String body) {
    return then(status, body, Map.of());
  }

  synchronized FakeEndpoint then(int status, String body, Map<String, String> replyHeaders) {
    script.add(new Reply(status, body, replyHeaders));
    return this;
  }

  /** Answers the next call as AWS answers an error. */
  FakeEndpoint thenAwsError(int status, String code, String message) {
    ObjectNode body = JSON.createObjectNode().put("__type", code).put("message", message);
    return then(status, body.toString());
  }

  /** Answers all calls like this whose request has a property; the script comes first. */
  synchronized FakeEndpoint whenever(Predicate<JsonNode> property, int status, String body) {
    refusal = property;
    refusalReply = new Reply(status, body, Map.of());
    return this;
  }

  /** Answers by the rule again. */
  synchronized void recover() {
    refusal = request -> false;
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    headers.add(exchange.getRequestHeaders());
    requests.add(request);
    Reply reply = next(request);
    if (reply == null) {
      reply = new Reply(200, rule.apply(request).toString(), Map.of());
    }
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = reply.body().getBytes(UTF_8);
    if (reply.headers().containsKey(STALLS)) {
      // The client waits for one byte more than comes.
      exchange.sendResponseHeaders(reply.status(), body.length + 1);
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
      return;
    }
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized Reply next(JsonNode request) {
    return script.isEmpty() && refusal.test(request) ? refusalReply : script.poll();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
