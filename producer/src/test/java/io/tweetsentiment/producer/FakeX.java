package io.tweetsentiment.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Search and counts of X over tweets in memory: newest first, pages, users in random order. */
final class FakeX implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  static final String TOKEN = "secret-token";

  /** What is answered instead of the result. */
  record Canned(int status, Map<String, String> headers, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final Map<String, List<ObjectNode>> tweets = new HashMap<>();
  private final Map<String, List<ObjectNode>> errors = new HashMap<>();
  private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
  private final Random random = new Random(7);
  private volatile Function<Map<String, String>, Canned> trouble = request -> null;

  FakeX() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/2/tweets/", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Adds tweets, evenly over {@code [from, to)}; ids are numbers from {@code firstId}. */
  FakeX with(String query, Instant from, Instant to, int count, long firstId) {
    long step = (to.toEpochMilli() - from.toEpochMilli()) / count;
    for (int i = 0; i < count; i++) {
      add(query, tweet(firstId + i, Instant.ofEpochMilli(from.toEpochMilli() + i * step)));
    }
    return this;
  }

  void add(String query, ObjectNode tweet) {
    tweets.computeIfAbsent(query, q -> new ArrayList<>()).add(tweet);
  }

  void addError(String query, ObjectNode error) {
    errors.computeIfAbsent(query, q -> new ArrayList<>()).add(error);
  }

  /** Answers what the function gives; null for the result. */
  void trouble(Function<Map<String, String>, Canned> function) {
    trouble = function;
  }

  /** Parameters of the requests so far, with {@code path}, in the order they came. */
  List<Map<String, String>> requests() {
    return requests;
  }

  static ObjectNode tweet(long id, Instant createdAt) {
    ObjectNode tweet = JSON.createObjectNode();
    tweet.put("id", Long.toString(id));
    tweet.put("text", "tweet " + id);
    tweet.put("created_at", createdAt.toString());
    tweet.put("author_id", "u" + id % 7);
    tweet.put("lang", "en");
    return tweet;
  }

  /** What X reports about a tweet that was asked for by id and no longer exists. */
  static ObjectNode notFound(String id) {
    return JSON.createObjectNode()
        .put("type", "https://api.twitter.com/2/problems/resource-not-found")
        .put("resource_type", "tweet")
        .put("parameter", "ids")
        .put("resource_id", id)
        .put("title", "Not Found Error");
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> request = parameters(exchange.getRequestURI());
      requests.add(request);
      Canned canned = trouble.apply(request);
      if (canned == null) {
        canned =
            ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                ? new Canned(200, Map.of(), answer(request))
                : new Canned(
                    401, Map.of(), "{\"title\":\"Unauthorized\",\"type\":\"about:blank\"}");
      }
      canned.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      byte[] body = canned.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(canned.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String answer(Map<String, String> request) {
    Instant from = Instant.parse(request.get("start_time"));
    Instant to = Instant.parse(request.get("end_time"));
    List<ObjectNode> found =
        tweets.getOrDefault(request.get("query"), List.of()).stream()
            .filter(tweet -> within(tweet, from, to))
            .sorted(Comparator.comparing(FakeX::time).reversed())
            .toList();
    return request.get("path").contains("counts")
        ? counts(request, found, from, to)
        : page(request, found);
  }

  /** Pages of 31 days, the newest first. */
  private static String counts(
      Map<String, String> request, List<ObjectNode> found, Instant from, Instant to) {
    Instant end = Optional.ofNullable(request.get("next_token")).map(Instant::parse).orElse(to);
    Instant start =
        end.minus(Duration.ofDays(31)).isBefore(from) ? from : end.minus(Duration.ofDays(31));
    long bucket =
        switch (request.get("granularity")) {
          case "day" -> 86_400;
          case "minute" -> 60;
          default -> 3_600;
        };
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode data = answer.putArray("data");
    for (Instant at = start; at.isBefore(end); ) {
      Instant boundary =
          Instant.ofEpochSecond((Math.floorDiv(at.getEpochSecond(), bucket) + 1) * bucket);
      Instant begin = at;
      Instant next = boundary.isBefore(end) ? boundary : end;
      data.addObject()
          .put("start", begin.toString())
          .put("end", next.toString())
          .put("tweet_count", found.stream().filter(t -> within(t, begin, next)).count());
      at = next;
    }
    ObjectNode meta = answer.putObject("meta");
    if (start.isAfter(from)) {
      meta.put("next_token", start.toString());
    }
    return answer.toString();
  }

  private synchronized String page(Map<String, String> request, List<ObjectNode> found) {
    int start = Integer.parseInt(request.getOrDefault("next_token", "0"));
    int end = Math.min(found.size(), start + Integer.parseInt(request.get("max_results")));
    ObjectNode answer = JSON.createObjectNode();
    if (start < end) {
      ArrayNode data = answer.putArray("data");
      found.subList(start, end).forEach(data::add);
      List<Integer> authors = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6));
      Collections.shuffle(authors, random);
      ArrayNode users = answer.putObject("includes").putArray("users");
      authors.forEach(a -> users.addObject().put("id", "u" + a).put("username", "name" + a));
    }
    List<ObjectNode> gone = errors.getOrDefault(request.get("query"), List.of());
    if (!gone.isEmpty()) {
      answer.putArray("errors").addAll(gone);
    }
    ObjectNode meta = answer.putObject("meta").put("result_count", end - start);
    if (end < found.size()) {
      meta.put("next_token", Integer.toString(end));
    }
    return answer.toString();
  }

  private static boolean within(ObjectNode tweet, Instant from, Instant to) {
    return !time(tweet).isBefore(from) && time(tweet).isBefore(to);
  }

  private static Instant time(ObjectNode tweet) {
    return Instant.parse(tweet.path("created_at").asText("2020-10-21T00:00:00Z"));
  }

  private static Map<String, String> parameters(URI uri) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("path", uri.getPath());
    for (String pair : uri.getRawQuery().split("&", -1)) {
      int equals = pair.indexOf('=');
      parameters.put(
          pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
    }
    return parameters;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
