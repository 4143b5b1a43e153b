package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.sentiment.EngineUnavailableException;
import io.tweetsentiment.sentiment.EngineUsage;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.SentimentEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * An engine that finds the sentiment in the text: good, bad, mixed, otherwise neutral. It rejects
 * texts with "reject", leaves language {@code xx} unscored, and can be slow or unavailable. It can
 * leave language {@code fr} to another one.
 */
public final class FakeEngine implements SentimentEngine {

  /** The requested batches, in order. */
  public final List<List<String>> calls = new ArrayList<>();

  /** Answers that wait for {@link #answer} when {@link #isSlow}. */
  final List<Runnable> held = new ArrayList<>();

  /** Scores French when it is not null. */
  FakeEngine french;

  public boolean isSlow;

  /** Whether it answers in the calling thread. */
  public boolean isInCallingThread;

  public boolean isUnavailable;

  /** Name of the engine that scores in its place; empty for itself. */
  String substitute = "";

  /** What it makes of a text before it looks for the words. */
  public UnaryOperator<String> reading = text -> text;

  /** Whether it scores texts with "reject" too. */
  public boolean isTolerant;

  /** Whether it postpones texts with "later". */
  public boolean isPostponing;

  /** Price of a document when it is metered, in billionths of a dollar. */
  public static final long NANOS = 300_000;

  /** Whether it tells what it was asked to do. */
  public boolean isMetered;

  Duration untilNextCall = Duration.ZERO;
  public Duration retryAfter = Duration.ZERO;
  public RuntimeException broken;
  private final String name;
  private final int maxBatch;
  private final int maxInFlight;

  public FakeEngine(int maxBatch, int maxInFlight) {
    this("fake-1", maxBatch, maxInFlight);
  }

  public FakeEngine(String name, int maxBatch, int maxInFlight) {
    this.name = name;
    this.maxBatch = maxBatch;
    this.maxInFlight = maxInFlight;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int maxBatch() {
    return maxBatch;
  }

  @Override
  public int maxInFlight() {
    return maxInFlight;
  }

  @Override
  public Optional<String> route(String lang) {
    return "xx".equals(lang) ? Optional.empty() : Optional.of(lang == null ? "und" : lang);
  }

  @Override
  public SentimentEngine engineFor(String route) {
    return french != null && route.equals("fr") ? french : this;
  }

  @Override
  public Duration untilNextCall() {
    return untilNextCall;
  }

  @Override
  public CompletableFuture<List<Outcome>> score(String route, List<String> texts) {
    if (engineFor(route) != this) {
      return french.score(route, texts);
    }
    calls.add(texts);
    if (broken != null) {
      throw broken;
    }
    if (isUnavailable) {
      return CompletableFuture.failedFuture(
          new EngineUnavailableException("rate exceeded", null, retryAfter));
    }
    List<Outcome> outcomes =
        texts.stream()
            .map(
                text ->
                    isPostponing && text.contains("later")
                        ? new Outcome.Postponed("half done", retryAfter)
                        : answer(text))
            .toList();
    CompletableFuture<List<Outcome>> answer = new CompletableFuture<>();
    if (isSlow) {
      held.add(() -> answer.complete(outcomes));
    } else {
      answer.complete(outcomes);
    }
    return answer;
  }

  @Override
  public Optional<Function<String, Outcome>> inCallingThread(String route) {
    return isInCallingThread ? Optional.of(this::answerAtOnce) : Optional.empty();
  }

  private Outcome answerAtOnce(String text) {
    calls.add(List.of(text));
    if (broken != null) {
      throw broken;
    }
    return answer(text);
  }

  private Outcome answer(String text) {
    String read = reading.apply(text);
    Outcome outcome = outcome(isTolerant ? read.replace("reject", "") : read);
    return outcome instanceof Outcome.Scored scored
        ? new Outcome.Scored(scored.scores(), substitute)
        : outcome;
  }

  @Override
  public long nanosFor(String route, String text) {
    return isMetered ? NANOS : 0;
  }

  @Override
  public List<EngineUsage> usage() {
    long documents = calls.stream().mapToLong(List::size).sum();
    return isMetered
        ? List.of(new EngineUsage(name, calls.size(), documents, 0, 0, 0, documents * NANOS, 0))
        : List.of();
  }

  /** Gives all held answers. */
  public void answer() {
    List<Runnable> answers = List.copyOf(held);
    held.clear();
    answers.forEach(Runnable::run);
  }

  @Override
  public void close() {}

  static Outcome outcome(String text) {
    if (text.contains("reject")) {
      return new Outcome.Rejected("INVALID: cannot read '" + text + "'");
    }
    if (text.contains("good")) {
      return new Outcome.Scored(new Scores(0.87654, 0.02346, 0.06, 0.04));
    }
    if (text.contains("bad")) {
      return new Outcome.Scored(new Scores(0.01, 0.9, 0.05, 0.04));
    }
    return text.contains("mixed")
        ? new Outcome.Scored(new Scores(0.2, 0.2, 0.1, 0.5))
        : new Outcome.Scored(new Scores(0.1, 0.1, 0.75, 0.05));
  }
}
