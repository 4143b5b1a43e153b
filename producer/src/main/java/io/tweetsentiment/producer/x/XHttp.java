package io.tweetsentiment.producer.x;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.failure.LimitReachedException;
import io.tweetsentiment.producer.failure.NoAnswerException;
import io.tweetsentiment.producer.failure.Sleeper;
import io.tweetsentiment.producer.failure.SliceFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLHandshakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a request to X until it is answered: waits for the rate limit, retries temporary failures.
 */
public final class XHttp {

  private static final Logger log = LoggerFactory.getLogger(XHttp.class);

  private static final Duration WORTH_A_LINE = Duration.ofSeconds(2);

  private final HttpClient client;
  private final XConfig config;
  private final XClock time;
  private final Sleeper sleeper;
  private final AtomicReference<Waiting> waiting = new AtomicReference<>();
  private final AtomicReference<Instant> firstRequest = new AtomicReference<>();

  public XHttp(HttpClient client, XConfig config, Clock clock, Sleeper sleeper) {
    this.client = client;
    this.config = config;
    this.time = new XClock(clock);
    this.sleeper = sleeper;
  }

  /** When the first request was sent. */
  public Optional<Instant> firstRequest() {
    return Optional.ofNullable(firstRequest.get());
  }

  /** The current time of X. */
  public Instant now() {
    return time.now();
  }

  /**
   * What a worker waits for.
   *
   * @param until when the wait ends, by X's clock
   */
  public record Waiting(String reason, Instant until) {}

  /** What a worker waits for, if one waits. */
  public Optional<Waiting> waiting() {
    return Optional.ofNullable(waiting.get());
  }

  /** Reads a whole answer. */
  @FunctionalInterface
  interface Reader<T> {
    T read(byte[] body) throws IOException;
  }

  /**
   * Repeats a request until there is an answer that can be read.
   *
   * @param limit limits of the endpoint
   * @param meter learns of attempts that X may have billed in vain
   * @throws LimitReachedException when the meter does not allow another attempt
   * @throws XRefusedException when X refuses the request permanently
   * @throws NoAnswerException when X did not answer the last attempt, or went on refusing it as too
   *     early
   * @throws SliceFailedException when the last answer cannot be read
   * @throws IngestException when a limit lasts longer than the run is to wait
   */
  <T> T get(URI uri, RateLimit limit, Meter meter, Reader<T> reader) throws InterruptedException {
    int most = config.backoff().attempts();
    int tooEarly = 0;
    int tooSoon = 0;
    boolean billed = false;
    Instant since = null;
    for (int failed = 0; ; ) {
      awaitPermit(limit);
      if (billed && !meter.again()) {
        limit.ended();
        throw new LimitReachedException("a limit of the run allows no further attempt");
      }
      // Anything but a refusal may have been billed, also when its answer is lost.
      billed = true;
      String last;
      boolean answered = false;
      try {
        XReply reply = ask(uri, limit, tooSoon + 1);
        answered = reply instanceof XReply.Answer;
        since = answered || since != null ? since : time.here();
        if (reply instanceof XReply.Answer answer) {
          return reader.read(answer.body());
        }
        billed = false;
        if (reply instanceof XReply.Refused refused) {
          throw new XRefusedException(refused.status(), refused.message(), refused.all());
        } else if (reply instanceof XReply.Passing passing) {
          last = passing.reason();
        } else {
          tooSoon = reply instanceof XReply.TooSoon ? tooSoon + 1 : 0;
          tooEarly++;
          if (tooEarly >= most) {
            throw new NoAnswerException(refusing(reply, tooEarly), since);
          }
          log.info("{}", refused(reply));
          continue;
        }
      } catch (JsonProcessingException e) {
        last = "the answer cannot be read: " + e.getOriginalMessage();
      } catch (NotSentException e) {
        billed = false;
        last = e.getMessage();
      } catch (IOException e) {
        last = e.getMessage();
      } catch (InterruptedException e) {
        meter.lost();
        throw e;
      }
      if (billed) {
        meter.lost();
      }
      failed++;
      since = since == null ? time.here() : since;
      log.warn("{}; attempt {} of {}", last, failed, most);
      if (failed >= most) {
        String message =
            String.format(
                "%s gave no usable answer in %d attempts; the last failure: %s. x.attempts sets the"
                    + " number of attempts.",
                config.baseUrl(), most, last);
        throw answered ? new SliceFailedException(message) : new NoAnswerException(message, since);
      }
      sleeper.sleep(config.backoff().delay(failed));
    }
  }

  private static String refused(XReply reply) {
    return reply instanceof XReply.Limited limited
        ? limited.said() + ": " + limited.limit() + " is used up until " + limited.reset()
        : ((XReply.TooSoon) reply).said()
            + ", although requests are left: it came too soon after another one";
  }

  private static String refusing(XReply reply, int times) {
    return String.format(
        "X refused a request %d times in a row (x.attempts), the last time so: %s.",
        times, refused(reply));
  }

  private void awaitPermit(RateLimit limit) throws InterruptedException {
    for (RateLimit.Wait wait = limit.take(time.now());
        !wait.time().isZero();
        wait = limit.take(time.now())) {
      if (wait.time().compareTo(config.longestWait()) > 0) {
        throw new IngestException(
            String.format(
                "%s is used up until %s, longer than the run is to wait (x.longest.wait is %s). Run"
                    + " the same command again then, to go on with the pages that are left.",
                wait.limit(), time.now().plus(wait.time()), config.longestWait()));
      }
      sleep(wait.time(), wait.limit());
    }
  }

  /** Waits until a time of X. */
  void await(Instant until, String reason) throws InterruptedException {
    Duration left = Duration.between(time.now(), until);
    if (!left.isNegative() && !left.isZero()) {
      sleep(left, reason);
    }
  }

  /** Waits without a word. */
  void pause(Duration left) throws InterruptedException {
    sleeper.sleep(left);
  }

  private void sleep(Duration left, String reason) throws InterruptedException {
    Instant until = time.now().plus(left);
    if (left.compareTo(WORTH_A_LINE) > 0) {
      log.info("waiting {} s, until {}, for {}", left.toSeconds(), until, reason);
    }
    waiting.set(new Waiting(reason, until));
    try {
      sleeper.sleep(left);
    } finally {
      waiting.set(null);
    }
  }

  /**
   * Sends the request once.
   *
   * @param tooSoon number of times in a row that the request came too soon, if it does so again
   */
  private XReply ask(URI uri, RateLimit limit, int tooSoon)
      throws IOException, InterruptedException {
    Instant sent = time.here();
    firstRequest.compareAndSet(null, sent);
    HttpResponse<byte[]> response;
    try {
      response = send(uri);
    } catch (IOException | InterruptedException | RuntimeException e) {
      limit.ended();
      throw e;
    }
    HttpHeaders headers = response.headers();
    time.answered(sent, headers.firstValue("Date"));
    List<LimitWindow> limits = LimitWindow.of(headers);
    Instant now = time.now();
    XReply reply = XReply.of(response.statusCode(), response.body(), limits, now);
    if (reply instanceof XReply.TooSoon) {
      limit.tooSoon(now, tooSoon);
    } else if (reply instanceof XReply.Limited limited) {
      limit.refused(limited.limit(), limited.reset());
    } else {
      limit.ended(limits);
    }
    return reply;
  }

  /**
   * Measures X's clock with a request that costs nothing. Does nothing when X does not answer.
   *
   * @return the current time of X
   */
  public Instant measureTime() throws InterruptedException {
    Instant sent = time.here();
    try {
      time.answered(sent, send(URI.create(config.baseUrl() + "/")).headers().firstValue("Date"));
    } catch (IOException e) {
      log.debug("X's clock was not measured", e);
    }
    return time.now();
  }

  /** There was no connection, so X cannot have billed the request. */
  private static final class NotSentException extends IOException {

    private static final long serialVersionUID = 1L;

    NotSentException(String message, Throwable cause) {
      super(message, cause);
    }
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
      String message = "cannot reach " + uri.getAuthority() + ": " + e.getCause();
      throw e.getCause() instanceof ConnectException
              || e.getCause() instanceof HttpConnectTimeoutException
              || e.getCause() instanceof SSLHandshakeException
          ? new NotSentException(message, e)
          : new IOException(message, e);
    } catch (InterruptedException e) {
      response.cancel(true);
      throw e;
    }
  }
}
