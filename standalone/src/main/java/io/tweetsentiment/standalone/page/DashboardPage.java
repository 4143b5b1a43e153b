package io.tweetsentiment.standalone.page;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page on loopback. Routes, all GET:
 *
 * <ul>
 *   <li>{@code /} the page and its files; {@code /webjars/NAME/FILE}
 *   <li>{@code /status} the state of the run
 *   <li>{@code /api/dashboards} the dashboard files
 *   <li>{@code /api/choices/UID} first and last window, values of the variables
 *   <li>{@code /api/panels/UID?from=MS&to=MS&var-topic=NAME} the rows of all panels, from one
 *       snapshot of the warehouse; of all data without {@code from} and {@code to}
 * </ul>
 *
 * An error response is {@code {"error": "..."}} with status 400, 403, 404, 405, 500 or 503.
 * Requests for a host that is not this machine are refused: a web site that lets its own name point
 * to 127.0.0.1 could otherwise read the page through a browser.
 */
public final class DashboardPage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DashboardPage.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHOICES = "/api/choices/";
  private static final String PANELS = "/api/panels/";
  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int THREADS = 4;

  private final HttpServer server;
  private final ThreadPoolExecutor executor;
  private final Dashboards dashboards;
  private final PanelData data;
  private final Supplier<?> status;
  private final LogThrottle repeats = new LogThrottle(System::nanoTime);

  private DashboardPage(
      HttpServer server, Dashboards dashboards, DataSource warehouse, Supplier<?> status) {
    this.server = server;
    this.dashboards = dashboards;
    this.data = new PanelData(dashboards, new Warehouse(warehouse));
    this.status = status;
    this.executor = executor();
  }

  /**
   * Starts the page on 127.0.0.1.
   *
   * @param port 0 for any free one
   * @param dashboards folder of dashboard files; the packaged ones when empty
   * @param warehouse PostgreSQL; each request opens a new connection, so it may start later
   * @param status content of {@code /status}, anything Jackson can write; called by several threads
   * @throws BindException when the port is taken
   */
  public static DashboardPage start(
      int port, Optional<Path> dashboards, DataSource warehouse, Supplier<?> status)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server = HttpServer.create(address, 0);
    DashboardPage page = new DashboardPage(server, new Dashboards(dashboards), warehouse, status);
    server.setExecutor(page.executor);
    server.createContext("/", page::answer);
    server.start();
    return page;
  }

  /** The address of the page, for instance {@code http://127.0.0.1:8080/}. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      try {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (!isThisMachine(host)) {
          json(exchange, 403, error("no access as " + host + "; open " + address()));
        } else if (!exchange.getRequestMethod().equals("GET")) {
          json(exchange, 405, error("use GET; no other method is supported"));
        } else if (path.equals("/status") || path.startsWith("/api/")) {
          Optional<Object> found = api(path, RequestParameters.of(exchange.getRequestURI()));
          json(exchange, found.isPresent() ? 200 : 404, found.orElse(error("nothing at " + path)));
        } else {
          Optional<StaticFiles.Content> file = StaticFiles.find(path);
          if (file.isPresent()) {
            try (InputStream in = file.get().stream()) {
              send(exchange, 200, file.get().type(), in.readAllBytes());
            }
          } else {
            json(exchange, 404, error("nothing at " + path));
          }
        }
      } catch (BadRequestException e) {
        json(exchange, 400, error(e.getMessage()));
      } catch (SQLException e) {
        json(exchange, 503, error("the warehouse does not respond: " + e.getMessage()));
      } catch (RuntimeException e) {
        // An open page repeats its request every few seconds.
        if (repeats.isDue(path + " " + e)) {
          LOG.error("cannot answer {}", path, e);
        }
        json(exchange, 500, error("failed: " + e));
      }
    }
  }

  /** Whether a Host header names this machine; any port, since ports can be forwarded. */
  private static boolean isThisMachine(String host) {
    return host == null || HOSTS.contains(host.replaceFirst(":[0-9]*$", "").toLowerCase(ROOT));
  }

  private Optional<Object> api(String path, RequestParameters query)
      throws IOException, SQLException {
    if (path.equals("/status")) {
      return Optional.of(status.get());
    }
    if (path.equals("/api/dashboards")) {
      return Optional.of(dashboards.all().stream().map(Dashboard::json).toList());
    }
    if (path.startsWith(CHOICES)) {
      PanelData.Choices choices = data.choices(path.substring(CHOICES.length()));
      Map<String, Object> answer = new LinkedHashMap<>();
      choices
          .range()
          .ifPresent(
              range -> {
                answer.put("from", range.from().toEpochMilli());
                answer.put("to", range.to().toEpochMilli());
              });
      answer.put("variables", choices.variables());
      return Optional.of(answer);
    }
    if (path.startsWith(PANELS)) {
      String uid = path.substring(PANELS.length());
      return Optional.of(data.panels(uid, query.range(), query.variables()));
    }
    return Optional.empty();
  }

  private static Map<String, String> error(String message) {
    return Map.of("error", message);
  }

  private static void json(HttpExchange exchange, int code, Object body) throws IOException {
    send(exchange, code, "application/json; charset=utf-8", JSON.writeValueAsBytes(body));
  }

  private static void send(HttpExchange exchange, int code, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    // The charts set styles on their elements; scripts are loaded only from this server.
    exchange
        .getResponseHeaders()
        .set("Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'");
    exchange.sendResponseHeaders(code, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static ThreadPoolExecutor executor() {
    AtomicInteger count = new AtomicInteger();
    return new ThreadPoolExecutor(
        THREADS,
        THREADS,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(64),
        task -> {
          Thread thread = new Thread(task, "page-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        },
        new ThreadPoolExecutor.CallerRunsPolicy());
  }
}
