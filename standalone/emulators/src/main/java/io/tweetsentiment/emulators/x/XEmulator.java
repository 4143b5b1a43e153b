package io.tweetsentiment.emulators.x;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.tweetsentiment.emulators.corpus.TweetCorpus;
import io.tweetsentiment.emulators.wire.GivenSettings;
import io.tweetsentiment.emulators.wire.LoopbackServer;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The search and counts endpoints of X API v2 ({@code /2/tweets/search/recent}, {@code
 * /2/tweets/search/all}, {@code /2/tweets/counts/recent}, {@code /2/tweets/counts/all}, {@code
 * /2/usage/tweets}) over HTTP/1.1 without TLS on 127.0.0.1. For development and tests only.
 *
 * <p>Deleted tweets are reported as X reports them, beside the tweets that are found: in the {@code
 * errors} of the first page of a search whose time span contains the time of the deletion.
 */
public final class XEmulator implements AutoCloseable {

  /** Every setting, with its default and meaning. */
  public static final List<Setting> SETTINGS = XEmulatorSettings.SETTINGS;

  private static final int THREADS = 16;
  private static final int MAX_RECENT = 100;
  private static final int MAX_ALL = 500;

  /** Escapes characters outside of ASCII, because UTF-8 cannot encode an unpaired surrogate. */
  private final JsonMapper json =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final XEmulatorSettings settings;
  private final SearchAnswer search;
  private final CountsAnswer counts;
  private final RateWindows rates;
  private final Random faults;
  private final ScriptedAnswer scripted;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong served = new AtomicLong();
  private final LoopbackServer server;

  private XEmulator(XEmulatorSettings settings, InetSocketAddress address, TweetCorpus corpus) {
    this.settings = settings;
    this.search = new SearchAnswer(corpus, settings);
    this.counts = new CountsAnswer(corpus, settings);
    this.rates = new RateWindows(settings.rateLimit(), settings.rateWindow(), settings.clock());
    this.faults = new Random(settings.seed());
    this.scripted = new ScriptedAnswer(settings.script(), settings.clock());
    this.server = LoopbackServer.start("x-emulator", address, THREADS, this::handle);
  }

  /** Starts an emulator on any free port, for a test that changes a few settings. */
  public static XEmulator start(Map<String, String> settings, Clock clock, TweetCorpus corpus) {
    return start(GivenSettings.of(SETTINGS, settings), clock, LoopbackServer.freePort(), corpus);
  }

  /**
   * Starts an emulator.
   *
   * @param settings values of {@link #SETTINGS}
   * @param clock the current time of the emulator
   * @param address address to listen on
   * @throws java.io.UncheckedIOException when the port is taken
   */
  public static XEmulator start(
      Settings settings, Clock clock, InetSocketAddress address, TweetCorpus corpus) {
    return new XEmulator(XEmulatorSettings.from(settings, clock), address, corpus);
  }

  public int port() {
    return server.port();
  }

  /** Base address, to use instead of {@code https://api.x.com}. */
  public URI uri() {
    return server.uri();
  }

  /** Number of requests received, including refused ones. */
  public long requests() {
    return requests.get();
  }

  /** Number of tweets sent in {@code data}, including repeated ones. */
  public long served() {
    return served.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      long number = requests.incrementAndGet();
      exchange.getRequestBody().readAllBytes();
      Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
      if (scripted.answers(exchange, number, parameters)) {
        return;
      }
      int status = 200;
      ObjectNode body;
      try {
        body = answer(exchange);
      } catch (XProblemException problem) {
        status = problem.status();
        body = problem.body();
      } catch (RuntimeException e) {
        status = 500;
        body = XProblemException.internal(e).body();
      }
      String type = body.has("type") ? "application/problem+json" : "application/json";
      exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
      byte[] bytes = json.writeValueAsBytes(body);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private ObjectNode answer(HttpExchange exchange) {
    authorize(exchange.getRequestHeaders().getFirst("Authorization"));
    String path = exchange.getRequestURI().getPath();
    admit(exchange, path);
    Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
    return switch (path) {
      case "/2/tweets/search/recent" -> searched(search.of(parameters, true, MAX_RECENT));
      case "/2/tweets/search/all" -> searched(search.of(parameters, false, MAX_ALL));
      case "/2/tweets/counts/recent" -> counts.of(parameters, true);
      case "/2/tweets/counts/all" -> counts.of(parameters, false);
      case "/2/usage/tweets" -> usage();
      default -> throw XProblemException.notFound();
    };
  }

  private void authorize(String header) {
    String token =
        header != null && header.startsWith("Bearer ") ? header.substring(7).strip() : "";
    boolean known = settings.token().isEmpty() || settings.token().equals(token);
    if (token.isEmpty() || !known) {
      throw XProblemException.unauthorized();
    }
  }

  private void admit(HttpExchange exchange, String path) {
    RateWindows.State state = rates.request(path);
    var headers = exchange.getResponseHeaders();
    headers.set("x-rate-limit-limit", Integer.toString(state.limit()));
    headers.set("x-rate-limit-remaining", Integer.toString(state.remaining()));
    headers.set("x-rate-limit-reset", Long.toString(state.resetAt()));
    if (!state.allowed()) {
      throw XProblemException.rateLimited();
    }
    if (settings.unavailable() > 0 && faults.nextDouble() < settings.unavailable()) {
      throw XProblemException.unavailable();
    }
    if (path.startsWith("/2/tweets/search/") && served.get() >= settings.usageCap()) {
      throw XProblemException.usageCapped(settings.spelling());
    }
  }

  private ObjectNode searched(ObjectNode answer) {
    served.addAndGet(answer.path("data").size());
    return answer;
  }

  private ObjectNode usage() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putObject("data")
        .put("project_cap", Long.toString(settings.usageCap()))
        .put("project_usage", Long.toString(served.get()))
        .put("cap_reset_day", 1);
    return answer;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : (query == null ? "" : query).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
