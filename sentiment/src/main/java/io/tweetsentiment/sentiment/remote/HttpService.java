package io.tweetsentiment.sentiment.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.sentiment.remote.shape.DocumentResult;
import io.tweetsentiment.sentiment.remote.shape.HttpShape;
import io.tweetsentiment.sentiment.remote.shape.WrongSettingException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** POSTs documents to an HTTP endpoint. */
final class HttpService implements RemoteService {

  private final HttpClient client;
  private final URI url;
  private final Map<String, String> headers;
  private final HttpShape shape;
  private final Duration timeout;

  /**
   * Prepares a client.
   *
   * @param headers headers of each request, besides those of the shape
   * @param tls empty for the certificate authorities of the JVM
   * @param version on a plain http address, HTTP/2 adds an offer to upgrade to each request, for
   *     which some servers drop the body
   */
  HttpService(
      URI url,
      HttpShape shape,
      Map<String, String> headers,
      Duration timeout,
      HttpClient.Version version,
      Optional<SSLContext> tls) {
    HttpClient.Builder builder = HttpClient.newBuilder().version(version);
    tls.ifPresent(builder::sslContext);
    this.client = builder.build();
    this.url = url;
    this.shape = shape;
    this.headers = Map.copyOf(headers);
    this.timeout = timeout;
  }

  @Override
  public CompletableFuture<List<DocumentResult>> call(String route, List<String> texts) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", shape.contentType())
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofByteArray(shape.request(route, texts)));
    headers.forEach(request::header);
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(request.build(), BodyHandlers.ofByteArray());
    // The client's own time limit covers only the headers, and a body can stall.
    return response
        .thenApply(answer -> answers(answer, texts.size()))
        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete((answers, error) -> response.cancel(true));
  }

  private List<DocumentResult> answers(HttpResponse<byte[]> response, int documents) {
    if (response.statusCode() != 200) {
      throw new StatusException(response);
    }
    return shape.answers(response.body(), documents);
  }

  @Override
  public CallFailure classify(Throwable error) {
    if (error instanceof TimeoutException) {
      return new CallFailure.Transient(
          url + ": no response within " + timeout + " (http.timeout)", Duration.ZERO, false);
    }
    if (error instanceof WrongSettingException) {
      return new CallFailure.Permanent(url + ": " + error.getMessage());
    }
    if (!(error instanceof StatusException status)) {
      // Connection failures and malformed bodies: the endpoint may recover.
      return new CallFailure.Transient(url + ": " + error, Duration.ZERO, false);
    }
    String message = url + ": " + status.getMessage();
    return switch (status.code) {
      case 400, 413, 422 -> new CallFailure.BadDocument(message);
      case 429 -> new CallFailure.Transient(message, status.retryAfter, true);
      case 408, 425 -> new CallFailure.Transient(message, status.retryAfter, false);
      default ->
          status.code >= 500
              ? new CallFailure.Transient(message, status.retryAfter, false)
              : new CallFailure.Permanent(
                  message
                      + " (the endpoint rejects the call; check http.url and http.token.variable)");
    };
  }

  @Override
  public String truncate(String text) {
    return text;
  }

  /** Does nothing: the client's threads end once the client is unreachable. */
  @Override
  public void close() {}

  /** A response whose status is not 200. */
  private static final class StatusException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 200;

    private final int code;
    private final Duration retryAfter;

    private StatusException(HttpResponse<byte[]> response) {
      super("status " + response.statusCode() + " " + start(response.body()));
      this.code = response.statusCode();
      this.retryAfter =
          response
              .headers()
              .firstValue("Retry-After")
              .filter(value -> value.matches("\\d{1,6}"))
              .map(value -> Duration.ofSeconds(Long.parseLong(value)))
              .orElse(Duration.ZERO);
    }

    private static String start(byte[] body) {
      String text = new String(body, UTF_8).replaceAll("\\s+", " ");
      return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
  }
}
