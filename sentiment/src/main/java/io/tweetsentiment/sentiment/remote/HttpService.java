package io.tweetsentiment.sentiment.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One POST of documents to an endpoint. */
final class HttpService implements RemoteService {

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI url;
  private final Optional<String> token;
  private final Duration timeout;

  HttpService(URI url, Optional<String> token, Duration timeout) {
    this.url = url;
    this.token = token;
    this.timeout = timeout;
  }

  @Override
  public CompletableFuture<List<Answer>> call(String route, List<String> texts) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofByteArray(HttpJson.request(route, texts)));
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(request.build(), BodyHandlers.ofByteArray());
    // The client has a limit of its own, but it ends with the headers, and a body may stall.
    return response
        .thenApply(answer -> answers(answer, texts.size()))
        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete((answers, error) -> response.cancel(true));
  }

  private static List<Answer> answers(HttpResponse<byte[]> response, int documents) {
    if (response.statusCode() != 200) {
      throw new StatusException(response);
    }
    return HttpJson.answers(response.body(), documents);
  }

  @Override
  public Failure classify(Throwable error) {
    if (error instanceof TimeoutException) {
      return new Failure.Passing(
          url + ": no answer within " + timeout + " (http.timeout)", Duration.ZERO);
    }
    if (!(error instanceof StatusException status)) {
      // Connections and bodies that are no answer: the endpoint may come to itself.
      return new Failure.Passing(url + ": " + error, Duration.ZERO);
    }
    String message = url + ": " + status.getMessage();
    return switch (status.code) {
      case 400, 413, 422 -> new Failure.Document(message);
      case 408, 425, 429 -> new Failure.Passing(message, status.retryAfter);
      default ->
          status.code >= 500
              ? new Failure.Passing(message, status.retryAfter)
              : new Failure.Refused(
                  message + " (the endpoint refuses the call: see to its address and its token)");
    };
  }

  @Override
  public String fit(String text) {
    return text;
  }

  /** The client's threads end by themselves once nothing refers to it. */
  @Override
  public void close() {}

  /** An answer with another status than 200. */
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
