package io.tweetsentiment.streams.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** The HTTP server, which answers GET requests on a few paths. */
public final class HttpEndpoint implements AutoCloseable {

  private static final int THREADS = 2;
  private static final int BAD_REQUEST = 400;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final String host;
  private final int requestedPort;
  private HttpServer server;
  private ExecutorService threads;

  public HttpEndpoint(String host, int port) {
    this.host = host;
    this.requestedPort = port;
  }

  /** Answers the requests of one path. */
  @FunctionalInterface
  public interface Handler {
    Response get(Map<String, String> query);
  }

  public void start(Map<String, Handler> handlers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(host, requestedPort), 0);
    threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "streams-http");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, handlers));
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
      threads.shutdown();
    }
  }

  private static void answer(HttpExchange exchange, Map<String, Handler> handlers)
      throws IOException {
    try (exchange) {
      Response response = response(exchange, handlers);
      exchange.getResponseHeaders().set("Content-Type", response.type());
      byte[] body = response.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(response.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Response response(HttpExchange exchange, Map<String, Handler> handlers) {
    Handler handler = handlers.get(exchange.getRequestURI().getPath());
    if (handler == null) {
      return Response.failed(
          NOT_FOUND, "unknown path; the paths are " + new TreeMap<>(handlers).keySet());
    }
    if (!exchange.getRequestMethod().equals("GET")) {
      return Response.failed(METHOD_NOT_ALLOWED, "only GET is allowed");
    }
    try {
      return handler.get(query(exchange.getRequestURI().getRawQuery()));
    } catch (IllegalArgumentException e) {
      // A parameter has an invalid value, or the query has an invalid percent escape.
      return Response.failed(BAD_REQUEST, e.getMessage());
    } catch (InvalidStateStoreException e) {
      return Response.failed(UNAVAILABLE, "the stores are not open: " + e.getMessage());
    }
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new TreeMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          query.put(
              URLDecoder.decode(pair.substring(0, equals), UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
      }
    }
    return query;
  }
}
