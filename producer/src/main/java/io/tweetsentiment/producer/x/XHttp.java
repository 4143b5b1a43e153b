package io.tweetsentiment.producer.x;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.failure.Sleeper;
import io.tweetsentiment.producer.failure.SliceFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a request to X until it is answered: waits for the rate limit, retries temporary failures.
 */
public final class XHttp {

  private static final Logger log = LoggerFactory.getLogger(XHttp.class);

  private final HttpClient client;
  private final XConfig config;
  private final Clock clock;
  private final Sleeper sleeper;
  private final AtomicReference<Instant> firstRequest = new AtomicReference<>();

  public XHttp(HttpClient client, XConfig config, Clock clock, Sleeper sleeper) {
    this.client = client;
    this.config = config;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** When the first request was sent. */
  public Optional<Instant> firstRequest() {
    return Optional.ofNullable(firstRequest.get());
  }

  /** The current time of X. */
  public Instant now() {
    return clock.instant();
  }

  /** Reads a whole answer. */
  @FunctionalInterface
  interface Reader<T> {
    T read(byte[] body) throws IOException;
  }

  /**
   * Repeats a request until there is an answer that can be read.
   *
   * @param limit rate limit of the endpoint
   * @throws XRefusedException when X refuses the request permanently
   * @throws IngestException when the last attempt has failed
   */
  <T> T get(URI uri, RateLimit limit, Reader<T> reader) throws InterruptedException {
    String last = "";
    int tooSoon = 0;
    for (int failed = 0; failed < config.backoff().attempts(); ) {
      awaitPermit(limit);
      try {
        XReply reply = ask(uri, limit, tooSoon + 1);
        if (reply instanceof XReply.Answer answer) {
          return reader.read(answer.body());
        } else if (reply instanceof XReply.Refused refused) {
          throw new XRefusedException(refused.status(), refused.message());
        } else if (reply instanceof XReply.Passing passing) {
          last = passing.reason();
        } else {
          tooSoon = reply instanceof XReply.TooSoon ? tooSoon + 1 : 0;
          continue;
        }
      } catch (JsonProcessingException e) {
        last = "the answer cannot be read: " + e.getOriginalMessage();
      } catch (IOException e) {
        last = e.getMessage();
      }
      failed++;
      Duration wait = config.backoff().delay(failed);
      log.warn("{}; attempt {} of {}", last, failed, config.backoff().attempts());
      sleeper.sleep(wait);
    }
    throw new SliceFailedException(
        String.format(
            "%s did not answer in %d attempts; the last failure: %s. x.attempts sets the number of"
                + " attempts.",
            config.baseUrl(), config.backoff().attempts(), last));
  }

  private void awaitPermit(RateLimit limit) throws InterruptedException {
    for (Duration wait = limit.take(clock.instant());
        !wait.isZero();
        wait = limit.take(clock.instant())) {
      if (wait.compareTo(Duration.ofSeconds(2)) > 0) {
        log.info("waiting {} s for the rate limit of X", wait.toSeconds());
      }
      sleeper.sleep(wait);
    }
  }

  /**
   * Sends the request once.
   *
   * @param tooSoon number of times in a row that the request came too soon, if it does so again
   */
  private XReply ask(URI uri, RateLimit limit, int tooSoon)
      throws IOException, InterruptedException {
    firstRequest.compareAndSet(null, clock.instant());
    HttpResponse<byte[]> response;
    try {
      response = send(uri);
    } catch (IOException | InterruptedException e) {
      limit.ended();
      throw e;
    }
    Instant now = clock.instant();
    HttpHeaders headers = response.headers();
    Optional<Long> left = remaining(headers);
    Optional<Instant> reset = XReply.reset(headers.firstValue("x-rate-limit-reset"));
    XReply reply = XReply.of(response.statusCode(), response.body(), left, reset, now);
    if (reply instanceof XReply.TooSoon) {
      limit.tooSoon(now, tooSoon);
    } else if (reply instanceof XReply.Limited limited) {
      limit.refused(limited.reset());
    } else if (reset.isPresent() && left.isPresent()) {
      limit.ended(left.get(), reset.get());
    } else {
      limit.ended();
    }
    return reply;
  }

  private static Optional<Long> remaining(HttpHeaders headers) {
    return headers
        .firstValue("x-rate-limit-remaining")
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::parseLong);
  }

  /** The time limit of the client covers only the headers; this one covers the body as well. */
  private HttpResponse<byte[]> send(URI uri) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", config.token().header())
            .header("Accept", "application/json")
            .build();
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      return response.get(config.timeout().toMillis(), MILLISECONDS);
    } catch (TimeoutException e) {
      response.cancel(true);
      throw new IOException("no answer from " + uri.getHost() + " within " + config.timeout(), e);
    } catch (ExecutionException e) {
      throw new IOException("cannot reach " + uri.getAuthority() + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      response.cancel(true);
      throw e;
    }
  }
}
