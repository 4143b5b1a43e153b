package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.EngineUnavailable;
import io.tweetsentiment.sentiment.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

/**
 * Gets a batch through a service: waits for its turn, backs off, sends failed documents again,
 * finds the one document for which a call is refused.
 *
 * <p>Threading: thread-safe; continues on the threads of the service's client and of the timer and
 * blocks none of them.
 */
final class BatchScoring {

  private final RemoteService service;
  private final RateLimit limit;
  private final Backoff backoff;
  private final Patience patience;
  private final Timer timer;
  private final LongSupplier nanoTime;

  BatchScoring(
      RemoteService service,
      RateLimit limit,
      Backoff backoff,
      Patience patience,
      Timer timer,
      LongSupplier nanoTime) {
    this.service = service;
    this.limit = limit;
    this.backoff = backoff;
    this.patience = patience;
    this.timer = timer;
    this.nanoTime = nanoTime;
  }

  CompletableFuture<List<Outcome>> score(String route, List<String> texts) {
    Batch batch = new Batch(route, texts.size(), nanoTime.getAsLong());
    List<Integer> sendable = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      batch.texts[i] = service.fit(texts.get(i));
      if (batch.texts[i].isBlank()) {
        batch.outcomes[i] = new Outcome.Rejected("BlankText: the text has no characters to score");
      } else {
        sendable.add(i);
      }
    }
    return send(batch, sendable, 0, 0).thenApply(done -> List.of(batch.outcomes));
  }

  /**
   * Sends some documents of the batch.
   *
   * @param failures calls in a row that failed whole
   * @param sent how often the service has failed these documents alone
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the nested future is flattened at once
  private CompletableFuture<Void> send(
      Batch batch, List<Integer> documents, int failures, int sent) {
    if (documents.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    List<String> texts = documents.stream().map(i -> batch.texts[i]).toList();
    return timer
        .after(limit.book(documents.size()))
        .thenCompose(ready -> service.call(batch.route, texts))
        .handle(
            (answers, error) ->
                error == null
                    ? settle(batch, documents, answers, sent)
                    : recover(batch, documents, unwrap(error), failures, sent))
        .thenCompose(next -> next);
  }

  private CompletableFuture<Void> settle(
      Batch batch, List<Integer> documents, List<Answer> answers, int sent) {
    List<Integer> again = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      int document = documents.get(i);
      if (answers.get(i) instanceof Answer.Good good) {
        batch.outcomes[document] = new Outcome.Scored(good.scores());
      } else if (answers.get(i) instanceof Answer.Bad bad) {
        batch.outcomes[document] = new Outcome.Rejected(bad.reason());
        if (bad.passing() && sent + 1 < patience.attempts()) {
          again.add(document);
        }
      }
    }
    if (again.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return timer.after(backoff.delay(sent)).thenCompose(ready -> send(batch, again, 0, sent + 1));
  }

  private CompletableFuture<Void> recover(
      Batch batch, List<Integer> documents, Throwable error, int failures, int sent) {
    if (error instanceof EngineUnavailable) {
      return CompletableFuture.failedFuture(error);
    }
    Failure failure = service.classify(error);
    if (failure instanceof Failure.Document) {
      return isolate(batch, documents, failure, sent);
    }
    if (failure instanceof Failure.Refused) {
      return CompletableFuture.failedFuture(new EngineUnavailable(failure.message(), error));
    }
    Duration asked = ((Failure.Passing) failure).atLeast();
    Duration delay = asked.plus(backoff.delay(failures));
    Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - batch.started);
    if (elapsed.plus(delay).compareTo(patience.total()) > 0) {
      String message =
          String.format(
              "gave up after %d calls in %.1f s; the last one said: %s",
              failures + 1, elapsed.toMillis() / 1000.0, failure.message());
      return CompletableFuture.failedFuture(new EngineUnavailable(message, error, asked));
    }
    return timer.after(delay).thenCompose(ready -> send(batch, documents, failures + 1, sent));
  }

  /** Halves the documents until the one is alone for which the call is refused. */
  private CompletableFuture<Void> isolate(
      Batch batch, List<Integer> documents, Failure failure, int sent) {
    if (documents.size() == 1) {
      batch.outcomes[documents.get(0)] = new Outcome.Rejected(failure.message());
      return CompletableFuture.completedFuture(null);
    }
    int middle = documents.size() / 2;
    return send(batch, documents.subList(0, middle), 0, sent)
        .thenCompose(done -> send(batch, documents.subList(middle, documents.size()), 0, sent));
  }

  private static Throwable unwrap(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** A batch under way. Each slot is written by the one call that holds its document. */
  private static final class Batch {
    private final String route;
    private final String[] texts;
    private final Outcome[] outcomes;
    private final long started;

    private Batch(String route, int size, long started) {
      this.route = route;
      this.texts = new String[size];
      this.outcomes = new Outcome[size];
      this.started = started;
    }
  }
}
