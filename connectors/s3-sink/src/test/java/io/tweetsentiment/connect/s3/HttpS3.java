package io.tweetsentiment.connect.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A bucket behind a socket, for what only a network shows: an answer that never comes, comes byte
 * by byte, or refuses the request. Threading: thread-safe.
 */
final class HttpS3 implements AutoCloseable {
  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Duration ALLOWED_SKEW = Duration.ofMinutes(15);

  private static final String CUSTOMER_KEY = "x-amz-server-side-encryption-customer-key";

  /** What happens to a request. */
  enum Fault {
    NONE,
    /** No byte of the request is read, and nothing is answered. */
    HANG,
    /** The answer comes one byte at a time. */
    DRIP,
    /** The request is carried out, but the connection ends before the answer; once only. */
    LOST,
    DENIED,
    TOKEN,
    SKEWED
  }

  @SuppressWarnings("ArrayRecordComponent")
  record Stored(byte[] bytes, Map<String, String> headers) {}

  private record Upload(Map<String, String> headers, NavigableMap<Integer, byte[]> parts) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final NavigableMap<String, Stored> objects = new TreeMap<>();
  private final Map<String, Upload> uploads = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final Map<String, Map<String, String>> headers = new HashMap<>();
  private String tags = "";
  private volatile CountDownLatch released = new CountDownLatch(1);
  private volatile Fault fault = Fault.NONE;
  private volatile Predicate<String> faulty = call -> true;
  private volatile Duration ahead = Duration.ZERO;

  HttpS3() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Applies a fault to the calls whose name, for example {@code list}, fits. */
  void fault(Fault next, Predicate<String> some) {
    faulty = some;
    fault = next;
  }

  /** Ends the fault; the requests that hang are answered. */
  void repair() {
    fault = Fault.NONE;
    released.countDown();
    released = new CountDownLatch(1);
  }

  /** Sets the clock of the server. */
  void clockAhead(Duration by) {
    ahead = by;
  }

  synchronized NavigableMap<String, Stored> objects() {
    return new TreeMap<>(objects);
  }

  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** Returns the headers of the last call of a name, those of Amazon and Host. */
  synchronized Map<String, String> headers(String call) {
    return headers.getOrDefault(call, Map.of());
  }

  /** Returns the tags that were set last, as XML. */
  synchronized String tags() {
    return tags;
  }

  private synchronized void tag(byte[] xml) {
    tags = new String(xml, UTF_8);
  }

  private void answer(HttpExchange exchange) {
    try {
      String call = name(exchange);
      synchronized (this) {
        calls.add(call);
        headers.put(call, headers(exchange));
      }
      Fault now = faulty.test(call) ? fault : Fault.NONE;
      if (now == Fault.HANG) {
        released.await();
      }
      if (now == Fault.DENIED) {
        refuse(exchange, 403, "AccessDenied");
      } else if (now == Fault.TOKEN) {
        refuse(exchange, 400, "ExpiredToken");
      } else if (now == Fault.SKEWED || skewed(exchange)) {
        refuse(exchange, 403, "RequestTimeTooSkewed");
      } else if (now == Fault.LOST && call.equals("put")) {
        fault = Fault.NONE;
        store(key(exchange), new Stored(body(exchange), headers(exchange)), condition(exchange));
        exchange.close();
      } else {
        serve(exchange, call, now == Fault.DRIP);
      }
    } catch (IOException e) {
      // The client has closed the connection.
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  private boolean skewed(HttpExchange exchange) {
    String date = exchange.getRequestHeaders().getFirst("x-amz-date");
    Instant client = Instant.from(AMZ_DATE.parse(date));
    return Duration.between(client, Instant.now().plus(ahead)).abs().compareTo(ALLOWED_SKEW) > 0;
  }

  private static String name(HttpExchange exchange) {
    Map<String, String> query = query(exchange);
    return switch (exchange.getRequestMethod()) {
      case "HEAD" -> key(exchange).isEmpty() ? "bucket" : "head";
      case "GET" -> key(exchange).isEmpty() ? "list" : "get";
      case "POST" -> query.containsKey("uploads") ? "create" : "complete";
      case "DELETE" -> "abort";
      default ->
          query.containsKey("tagging") ? "tag" : query.containsKey("partNumber") ? "part" : "put";
    };
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8));
    }
    return query;
  }

  private static String key(HttpExchange exchange) {
    String[] parts = exchange.getRequestURI().getPath().split("/", 3);
    return parts.length < 3 ? "" : parts[2];
  }

  private void serve(HttpExchange exchange, String call, boolean drip)
      throws IOException, InterruptedException {
    byte[] body = body(exchange);
    String key = key(exchange);
    Map<String, String> query = query(exchange);
    switch (call) {
      case "list" -> send(exchange, 200, list(query), drip);
      case "head" -> head(exchange, key);
      case "get" -> {
        int refusal = refusal(exchange, objects().get(key));
        String answer =
            refusal == 0
                ? new String(objects().get(key).bytes(), UTF_8)
                : error(refusal == 404 ? "NoSuchKey" : "InvalidRequest");
        send(exchange, refusal == 0 ? 200 : refusal, answer, drip);
      }
      case "put" -> {
        boolean created = store(key, new Stored(body, headers(exchange)), condition(exchange));
        send(exchange, created ? 200 : 412, created ? "" : error("PreconditionFailed"), drip);
      }
      case "tag" -> {
        tag(body);
        send(exchange, 200, "", drip);
      }
      case "create" -> {
        String id;
        synchronized (this) {
          id = "upload-" + calls.size();
          uploads.put(id, new Upload(headers(exchange), new TreeMap<>()));
        }
        String xml = "<InitiateMultipartUploadResult><UploadId>" + id;
        send(exchange, 200, xml + "</UploadId></InitiateMultipartUploadResult>", drip);
      }
      case "part" -> {
        part(query.get("uploadId"), Integer.parseInt(query.get("partNumber")), body);
        exchange.getResponseHeaders().set("ETag", "\"" + query.get("partNumber") + "\"");
        send(exchange, 200, "", drip);
      }
      case "complete" -> {
        boolean created = store(key, upload(query.get("uploadId")), condition(exchange));
        String xml = "<CompleteMultipartUploadResult></CompleteMultipartUploadResult>";
        send(exchange, created ? 200 : 412, created ? xml : error("PreconditionFailed"), drip);
      }
      default -> send(exchange, call.equals("abort") ? 204 : 200, "", drip);
    }
  }

  private synchronized void part(String upload, int number, byte[] bytes) {
    uploads.get(upload).parts().put(number, bytes);
  }

  private synchronized Stored upload(String id) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    uploads.get(id).parts().values().forEach(all::writeBytes);
    return new Stored(all.toByteArray(), uploads.get(id).headers());
  }

  private synchronized boolean store(String key, Stored object, String condition) {
    if ("*".equals(condition) && objects.containsKey(key)) {
      return false;
    }
    objects.put(key, object);
    return true;
  }

  private void head(HttpExchange exchange, String key) throws IOException {
    Stored stored = objects().get(key);
    int refusal = refusal(exchange, stored);
    if (refusal == 0) {
      stored.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    }
    exchange.sendResponseHeaders(refusal == 0 ? 200 : refusal, -1);
    exchange.close();
  }

  /** Returns the status with which an object is refused; 0 if it can be read. */
  private static int refusal(HttpExchange exchange, Stored stored) {
    if (stored == null) {
      return 404;
    }
    String needed = stored.headers().get(CUSTOMER_KEY);
    String given = exchange.getRequestHeaders().getFirst(CUSTOMER_KEY);
    if (Objects.equals(needed, given)) {
      return 0;
    }
    return needed == null || given == null ? 400 : 403;
  }

  private String list(Map<String, String> query) {
    String prefix = query.get("prefix");
    String keys =
        objects().tailMap(query.getOrDefault("start-after", ""), false).keySet().stream()
            .filter(key -> key.startsWith(prefix))
            .map(key -> "<Contents><Key>" + key + "</Key></Contents>")
            .collect(Collectors.joining());
    return "<ListBucketResult><IsTruncated>false</IsTruncated>" + keys + "</ListBucketResult>";
  }

  private static String condition(HttpExchange exchange) {
    return exchange.getRequestHeaders().getFirst("If-None-Match");
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Headers all = exchange.getRequestHeaders();
    return all.keySet().stream()
        .filter(name -> name.matches("(?i)x-amz-.*|host|proxy-.*"))
        .collect(Collectors.toMap(name -> name.toLowerCase(java.util.Locale.ROOT), all::getFirst));
  }

  /** Reads a body, also in the chunks with signatures that the SDK sends. */
  private static byte[] body(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    if (encoding == null || !encoding.contains("aws-chunked")) {
      return in.readAllBytes();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(in).replaceAll(";.*", ""), 16);
      if (size == 0) {
        in.readAllBytes();
        return body.toByteArray();
      }
      body.write(in.readNBytes(size));
      line(in);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private static String error(String code) {
    return "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>";
  }

  private void refuse(HttpExchange exchange, int status, String code)
      throws IOException, InterruptedException {
    exchange.getRequestBody().readAllBytes();
    send(exchange, status, error(code), false);
  }

  private void send(HttpExchange exchange, int status, String text, boolean drip)
      throws IOException, InterruptedException {
    byte[] bytes = text.getBytes(UTF_8);
    boolean none = exchange.getRequestMethod().equals("HEAD") || bytes.length == 0;
    exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
    if (!none) {
      for (int i = 0; i < bytes.length; i++) {
        exchange.getResponseBody().write(bytes[i]);
        if (drip && fault == Fault.DRIP) {
          exchange.getResponseBody().flush();
          released.await(50, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
      }
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
