package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.EngineUnavailableException;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.remote.shape.DocumentResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Scores a batch with a service: keeps the rate limit, backs off after failures, sends failed
 * documents again, and isolates a document that makes the service reject the whole call. A text
 * that was scored before is not sent again.
 *
 * <p>A document is rejected only when the service scores another one during the same batch. When it
 * scores none of them, it also has to score a {@link Probe}. If it fails on that too, the service
 * or its configuration is at fault: the engine is unavailable and nothing is rejected.
 *
 * <p>Threading: thread-safe. Runs on the threads of the service's client and of the timer, and
 * blocks neither.
 */
final class BatchScoring {

  private final RemoteService service;
  private final RateLimiter rate;
  private final BackoffStrategy backoff;
  private final RetryLimits limits;
  private final DelayTimer timer;
  private final LongSupplier nanoTime;
  private final ScoreCache cache;
  private final UsageMeter meter;
  private final Probe probe = new Probe();

  BatchScoring(
      RemoteService service,
      RateLimiter rate,
      BackoffStrategy backoff,
      RetryLimits limits,
      DelayTimer timer,
      LongSupplier nanoTime,
      ScoreCache cache,
      UsageMeter meter) {
    this.service = service;
    this.rate = rate;
    this.backoff = backoff;
    this.limits = limits;
    this.timer = timer;
    this.nanoTime = nanoTime;
    this.cache = cache;
    this.meter = meter;
  }

  CompletableFuture<List<Outcome>> score(String route, List<String> texts) {
    Batch batch = new Batch(route, texts.size(), nanoTime.getAsLong());
    List<Integer> sendable = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      batch.texts[i] = service.truncate(texts.get(i));
      if (batch.texts[i].isBlank()) {
        batch.outcomes[i] = new Outcome.Rejected("BlankText: the text has no visible characters");
      } else {
        sendable.add(i);
      }
    }
    return resolve(batch, sendable).handle((done, error) -> outcomes(batch, error));
  }

  /** Sends the documents that no other call has scored or is scoring, and waits for the others. */
  private CompletableFuture<Void> resolve(Batch batch, List<Integer> documents) {
    List<Integer> sendable = new ArrayList<>();
    Map<Integer, CompletableFuture<Optional<Scores>>> known = new LinkedHashMap<>();
    for (int document : documents) {
      Optional<CompletableFuture<Optional<Scores>>> scores =
          cache.find(batch.route, batch.texts[document]);
      if (scores.isPresent()) {
        known.put(document, scores.get());
      } else {
        sendable.add(document);
      }
    }
    // Whatever fails from here on, the reserved texts are forgotten, so that nobody waits for them.
    return CompletableFuture.completedFuture(sendable)
        .thenCompose(reserved -> sendWithinBudget(batch, reserved))
        .thenCompose(done -> confirm(batch))
        .whenComplete((done, error) -> forgetUnscored(batch, sendable))
        .whenComplete((done, error) -> take(batch, known))
        .thenCompose(done -> awaitKnown(batch, known));
  }

  /** Sends as many documents as the budget suffices for; the others fail with its message. */
  private CompletableFuture<Void> sendWithinBudget(Batch batch, List<Integer> documents) {
    if (documents.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    int affordable = meter.affordable(documents.stream().map(i -> batch.texts[i]).toList());
    if (affordable == 0 || affordable == documents.size()) {
      return send(batch, documents, 0, 0);
    }
    return send(batch, documents.subList(0, affordable), 0, 0)
        .thenCompose(done -> send(batch, documents.subList(affordable, documents.size()), 0, 0));
  }

  /** Tells the cache which documents this batch sent and could not have scored. */
  private void forgetUnscored(Batch batch, List<Integer> sent) {
    for (int document : sent) {
      if (!(batch.outcomes[document] instanceof Outcome.Scored)) {
        cache.settle(batch.route, batch.texts[document], Optional.empty());
      }
    }
  }

  /** Takes the scores of texts that others send, and sends those that get none. */
  private CompletableFuture<Void> awaitKnown(
      Batch batch, Map<Integer, CompletableFuture<Optional<Scores>>> known) {
    if (known.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.allOf(known.values().toArray(CompletableFuture[]::new))
        .thenCompose(
            done -> {
              take(batch, known);
              List<Integer> left =
                  known.keySet().stream().filter(i -> batch.outcomes[i] == null).toList();
              return resolve(batch, left);
            });
  }

  private void take(Batch batch, Map<Integer, CompletableFuture<Optional<Scores>>> known) {
    known.forEach(
        (document, scores) -> {
          Optional<Scores> found = scores.getNow(Optional.empty());
          if (batch.outcomes[document] == null && found.isPresent()) {
            batch.outcomes[document] = new Outcome.Scored(found.get(), "", true);
            meter.cached(batch.texts[document]);
          }
        });
  }

  /**
   * The outcomes of the batch. What was scored is kept when the rest could not be sent: it is paid.
   */
  private static List<Outcome> outcomes(Batch batch, Throwable error) {
    if (error == null) {
      return List.of(batch.outcomes);
    }
    Throwable cause = unwrap(error);
    boolean isScored =
        Arrays.stream(batch.outcomes).anyMatch(outcome -> outcome instanceof Outcome.Scored);
    if (!isScored || !(cause instanceof EngineUnavailableException unavailable)) {
      throw new CompletionException(cause);
    }
    Outcome later = new Outcome.Postponed(unavailable.getMessage(), unavailable.retryAfter());
    return Arrays.stream(batch.outcomes).map(outcome -> outcome == null ? later : outcome).toList();
  }

  /**
   * Sends some documents of the batch.
   *
   * @param failures consecutive calls that failed as a whole
   * @param sent how many times the service has failed on just these documents
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the nested future is flattened at once
  private CompletableFuture<Void> send(
      Batch batch, List<Integer> documents, int failures, int sent) {
    if (documents.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    List<String> texts = documents.stream().map(i -> batch.texts[i]).toList();
    return call(batch.route, texts)
        .handle(
            (answers, error) ->
                error == null
                    ? settle(batch, documents, answers, sent)
                    : recover(batch, documents, unwrap(error), failures, sent))
        .thenCompose(next -> next);
  }

  private CompletableFuture<List<DocumentResult>> call(String route, List<String> texts) {
    return timer
        .after(rate.book(texts.size()))
        .thenCompose(
            ready -> {
              meter.spend(texts);
              return service.call(route, texts);
            })
        .whenComplete(
            (answers, error) -> {
              if (error == null) {
                rate.succeeded();
              } else if (service.classify(unwrap(error)) instanceof CallFailure.Transient failure
                  && failure.isThrottling()) {
                meter.throttled();
                rate.throttled();
              }
            });
  }

  private CompletableFuture<Void> settle(
      Batch batch, List<Integer> documents, List<DocumentResult> answers, int sent) {
    List<Integer> again = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      int document = documents.get(i);
      if (answers.get(i) instanceof DocumentResult.Scored scored) {
        batch.outcomes[document] = new Outcome.Scored(scored.scores());
        batch.isServiceProven = true;
        probe.scored(batch.route, batch.texts[document]);
        // At once, because other batches wait for the text, and the rest of this one may take long.
        cache.settle(batch.route, batch.texts[document], Optional.of(scored.scores()));
      } else if (answers.get(i) instanceof DocumentResult.Failed failed) {
        if (failed.retryable() && sent + 1 < limits.documentAttempts()) {
          again.add(document);
        } else {
          batch.refused.put(document, failed.reason());
        }
      }
    }
    if (again.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return timer.after(backoffDelay(sent)).thenCompose(ready -> send(batch, again, 0, sent + 1));
  }

  private CompletableFuture<Void> recover(
      Batch batch, List<Integer> documents, Throwable error, int failures, int sent) {
    if (error instanceof EngineUnavailableException) {
      return CompletableFuture.failedFuture(error);
    }
    CallFailure failure = service.classify(error);
    if (failure instanceof CallFailure.BadDocument) {
      return isolate(batch, documents, failure.message(), sent);
    }
    if (failure instanceof CallFailure.RefusedLanguage) {
      documents.forEach(
          document -> batch.outcomes[document] = new Outcome.Rejected(failure.message()));
      return CompletableFuture.completedFuture(null);
    }
    if (failure instanceof CallFailure.Permanent) {
      return CompletableFuture.failedFuture(
          new EngineUnavailableException(failure.message(), error));
    }
    Duration requested = ((CallFailure.Transient) failure).retryAfter();
    Duration delay = requested.plus(backoffDelay(failures));
    Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - batch.started);
    if (elapsed.plus(delay).compareTo(limits.total()) > 0) {
      String message =
          String.format(
              "gave up after %d calls in %.1f s; the last error was: %s",
              failures + 1, elapsed.toMillis() / 1000.0, failure.message());
      return CompletableFuture.failedFuture(
          new EngineUnavailableException(message, error, requested));
    }
    return timer.after(delay).thenCompose(ready -> send(batch, documents, failures + 1, sent));
  }

  /**
   * Halves the documents until the one that the service rejects is alone. The probe comes first,
   * because halving makes many calls, which a service that rejects everything must not receive.
   */
  private CompletableFuture<Void> isolate(
      Batch batch, List<Integer> documents, String reason, int sent) {
    if (documents.size() == 1) {
      batch.refused.put(documents.get(0), reason);
      return CompletableFuture.completedFuture(null);
    }
    int middle = documents.size() / 2;
    return prove(batch, reason)
        .thenCompose(
            proven -> {
              if (batch.isRouteRefused) {
                documents.forEach(document -> batch.refused.put(document, reason));
                return CompletableFuture.completedFuture(null);
              }
              return send(batch, documents.subList(0, middle), 0, sent)
                  .thenCompose(
                      done -> send(batch, documents.subList(middle, documents.size()), 0, sent));
            });
  }

  /** Rejects the documents that the service refused, if it scores others. */
  private CompletableFuture<Void> confirm(Batch batch) {
    if (batch.refused.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return prove(batch, batch.refused.values().iterator().next())
        .thenRun(
            () ->
                batch.refused.forEach(
                    (document, reason) -> batch.outcomes[document] = new Outcome.Rejected(reason)));
  }

  /**
   * Completes when the service has scored a text during the batch. A service that refuses the probe
   * of this route may score another route: then it refuses the route, and its documents are at
   * fault.
   *
   * @param reason why the service refused a document of the batch
   * @return fails with {@link EngineUnavailableException} when it does not score a probe either
   */
  private CompletableFuture<Void> prove(Batch batch, String reason) {
    if (batch.isServiceProven) {
      return CompletableFuture.completedFuture(null);
    }
    return probe(batch.route, probe.text(batch.route), reason)
        .thenCompose(
            isScored -> {
              Optional<Probe.Text> other = isScored ? Optional.empty() : probe.other(batch.route);
              return other.isEmpty()
                  ? CompletableFuture.completedFuture(isScored)
                  : probe(other.get().route(), other.get().text(), reason)
                      .whenComplete(
                          (scored, error) -> batch.isRouteRefused = error == null && scored);
            })
        .thenAccept(
            isScored -> {
              if (!isScored) {
                throw new EngineUnavailableException(
                    reason
                        + " (the service fails on every text, also on one that it should score, so"
                        + " no document is rejected; check its address, its model and its"
                        + " settings)",
                    null);
              }
              batch.isServiceProven = true;
            });
  }

  /** Whether the service scores a text; it fails when the service does not answer. */
  private CompletableFuture<Boolean> probe(String route, String text, String reason) {
    return call(route, List.of(text))
        .handle(
            (answers, error) -> {
              if (error == null) {
                return answers.get(0) instanceof DocumentResult.Scored;
              }
              Throwable cause = unwrap(error);
              if (cause instanceof EngineUnavailableException unavailable) {
                throw unavailable;
              }
              CallFailure failure = service.classify(cause);
              if (failure instanceof CallFailure.Transient later) {
                throw new EngineUnavailableException(
                    later.message() + " (before that: " + reason + ")", cause, later.retryAfter());
              }
              return false;
            });
  }

  /**
   * How long to wait.
   *
   * @param failures failures in a row before this one, from 0
   */
  private Duration backoffDelay(int failures) {
    // The strategy counts the first call, and its delay for the second attempt is the base.
    return backoff.computeDelay(failures + 2);
  }

  private static Throwable unwrap(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** A batch in flight. Its calls follow each other, so each field has one writer at a time. */
  private static final class Batch {
    private final String route;
    private final String[] texts;
    private final Outcome[] outcomes;
    private final long started;

    /** The documents that the service refused, with the reason. */
    private final Map<Integer, String> refused = new LinkedHashMap<>();

    private boolean isServiceProven;

    /** Whether the service scores other routes, but no text of this one. */
    private boolean isRouteRefused;

    private Batch(String route, int size, long started) {
      this.route = route;
      this.texts = new String[size];
      this.outcomes = new Outcome[size];
      this.started = started;
    }
  }
}
