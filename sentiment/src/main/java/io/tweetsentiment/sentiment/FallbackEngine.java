package io.tweetsentiment.sentiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chain of engines: the first one scores; while it has been in trouble for some time, the next
 * one does, and so on. From time to time a batch is offered to the engines before, and they score
 * again as soon as they can. The first engine decides which languages are scored.
 *
 * <p>A route is the routes of all engines, so that each of them can score a batch. Routes that
 * different engines score have different queues ({@link #engineFor}), so that texts that only an
 * engine in trouble scores do not delay the others.
 */
final class FallbackEngine implements SentimentEngine {

  private static final Logger LOG = LoggerFactory.getLogger(FallbackEngine.class);
  private static final String SEPARATOR = "\n";

  /**
   * When the next engine scores.
   *
   * @param after how long an engine is in trouble before
   * @param probe how often a batch is offered to an engine in trouble
   * @param onPause whether also when an engine pauses because its budget is used up; at once then
   */
  record Policy(Duration after, Duration probe, boolean onPause) {}

  private record Member(SentimentEngine engine, Breaker breaker) {}

  private final List<Member> members;
  private final Policy policy;
  private final LongSupplier nanoTime;
  private final Map<List<Integer>, View> views = new ConcurrentHashMap<>();

  /**
   * Takes ownership of the engines.
   *
   * @param engines at least two
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  FallbackEngine(List<SentimentEngine> engines, Policy policy, LongSupplier nanoTime) {
    this.policy = policy;
    this.nanoTime = nanoTime;
    this.members =
        engines.stream()
            .map(
                engine -> new Member(engine, new Breaker(policy.after(), policy.probe(), nanoTime)))
            .toList();
  }

  /** The name of the first engine, which is recorded with tweets that stay unscored. */
  @Override
  public String name() {
    return first().name();
  }

  @Override
  public int maxBatch() {
    return first().maxBatch();
  }

  @Override
  public int maxInFlight() {
    return members.stream().mapToInt(member -> member.engine().maxInFlight()).min().orElseThrow();
  }

  @Override
  public Optional<String> route(String lang) {
    // A tweet may have any text as its language.
    String tag = lang == null ? null : lang.replace(SEPARATOR, " ");
    if (first().route(tag).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        members.stream()
            .map(member -> member.engine().route(tag).orElse(""))
            .collect(Collectors.joining(SEPARATOR)));
  }

  @Override
  public SentimentEngine engineFor(String route) {
    List<String> routes = routes(route);
    List<Integer> able = new ArrayList<>();
    for (int i = 0; i < routes.size(); i++) {
      if (!routes.get(i).isEmpty()) {
        able.add(i);
      }
    }
    return views.computeIfAbsent(able, View::new);
  }

  @Override
  public CompletableFuture<List<Outcome>> score(String route, List<String> texts) {
    return scoreFrom(0, routes(route), texts);
  }

  @Override
  public Optional<Function<String, Outcome>> inCallingThread(String route) {
    return first().inCallingThread(routes(route).get(0));
  }

  @Override
  public long nanosFor(String route, String text) {
    return first().nanosFor(routes(route).get(0), text);
  }

  @Override
  public List<EngineUsage> usage() {
    return members.stream().flatMap(member -> member.engine().usage().stream()).toList();
  }

  @Override
  public Optional<String> trouble() {
    List<String> open =
        members.stream()
            .filter(member -> member.breaker().isOpen())
            .map(member -> member.engine().name() + ": " + member.breaker().reason())
            .toList();
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of("the next engine scores, because of " + String.join("; ", open));
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    for (Member member : members) {
      try {
        member.engine().close();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Asks the first engine from a place on that scores the route and may be called. */
  private CompletableFuture<List<Outcome>> scoreFrom(
      int place, List<String> routes, List<String> texts) {
    for (int i = place; i < members.size(); i++) {
      if (!routes.get(i).isEmpty() && members.get(i).breaker().mayCall()) {
        return call(i, routes, texts);
      }
    }
    String reasons =
        members.stream()
            .filter(member -> !member.breaker().reason().isEmpty())
            .map(member -> member.engine().name() + ": " + member.breaker().reason())
            .collect(Collectors.joining("; "));
    return CompletableFuture.failedFuture(
        new EngineUnavailableException("no engine of the chain can score: " + reasons, null));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the nested future is flattened at once
  private CompletableFuture<List<Outcome>> call(int i, List<String> routes, List<String> texts) {
    Member member = members.get(i);
    long startedAt = nanoTime.getAsLong();
    CompletableFuture<List<Outcome>> answer;
    try {
      answer = scoreInParts(member.engine(), routes.get(i), texts);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer
        .handle(
            (outcomes, failure) ->
                failure == null
                    ? scored(i, startedAt, outcomes, routes, texts)
                    : failed(i, startedAt, unwrapped(failure), routes, texts))
        .thenCompose(next -> next);
  }

  /** Scores a batch that may be larger than the engine takes, one part after the other. */
  private static CompletableFuture<List<Outcome>> scoreInParts(
      SentimentEngine engine, String route, List<String> texts) {
    int size = engine.maxBatch();
    if (texts.size() <= size) {
      return engine.score(route, texts);
    }
    return engine
        .score(route, texts.subList(0, size))
        .thenCompose(
            done -> {
              List<String> rest = texts.subList(size, texts.size());
              Optional<Outcome.Postponed> later = postponed(done);
              return later.isPresent()
                  ? CompletableFuture.completedFuture(joined(done, rest, later.get()))
                  : scoreInParts(engine, route, rest)
                      .handle((more, failure) -> joined(done, rest, more, unwrapped(failure)));
            });
  }

  private static List<Outcome> joined(
      List<Outcome> done, List<String> rest, List<Outcome> more, Throwable failure) {
    if (failure == null) {
      return Stream.concat(done.stream(), more.stream()).toList();
    }
    if (failure instanceof EngineUnavailableException e) {
      // What was scored is paid.
      return joined(done, rest, new Outcome.Postponed(e.getMessage(), e.retryAfter()));
    }
    throw new CompletionException(failure);
  }

  private static List<Outcome> joined(
      List<Outcome> done, List<String> rest, Outcome.Postponed later) {
    return Stream.concat(done.stream(), rest.stream().map(text -> later)).toList();
  }

  private static Optional<Outcome.Postponed> postponed(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(Outcome.Postponed.class::isInstance)
        .map(Outcome.Postponed.class::cast)
        .findFirst();
  }

  private CompletableFuture<List<Outcome>> scored(
      int i, long startedAt, List<Outcome> outcomes, List<String> routes, List<String> texts) {
    Member member = members.get(i);
    List<Outcome> named =
        outcomes.stream().map(outcome -> named(outcome, member.engine().name())).toList();
    Optional<Outcome.Postponed> later = postponed(outcomes);
    if (later.isPresent()) {
      note(member, startedAt, later.get().reason());
      return member.breaker().isOpen()
          ? scoreTheRest(i + 1, named, routes, texts)
          : CompletableFuture.completedFuture(named);
    }
    if (!isAnswer(outcomes, texts)) {
      member.breaker().skipped();
    } else if (member.breaker().succeeded()) {
      LOG.info("The engine {} scores again.", member.engine().name());
    }
    return CompletableFuture.completedFuture(named);
  }

  /** Whether the engine was asked about a text: one that it knew, or a blank one, needs no call. */
  private static boolean isAnswer(List<Outcome> outcomes, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      boolean isRepeated = outcomes.get(i) instanceof Outcome.Scored scored && scored.isRepeated();
      if (!isRepeated && !texts.get(i).isBlank()) {
        return true;
      }
    }
    return false;
  }

  /** Has the postponed texts scored by the next engine; they stay postponed if it cannot. */
  private CompletableFuture<List<Outcome>> scoreTheRest(
      int place, List<Outcome> outcomes, List<String> routes, List<String> texts) {
    List<Integer> rest = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Postponed) {
        rest.add(i);
      }
    }
    return scoreFrom(place, routes, rest.stream().map(texts::get).toList())
        .handle(
            (more, failure) -> {
              List<Outcome> all = new ArrayList<>(outcomes);
              for (int i = 0; failure == null && i < rest.size(); i++) {
                all.set(rest.get(i), more.get(i));
              }
              if (failure != null && !(unwrapped(failure) instanceof EngineUnavailableException)) {
                throw new CompletionException(unwrapped(failure));
              }
              return all;
            });
  }

  private static Outcome named(Outcome outcome, String engine) {
    return outcome instanceof Outcome.Scored scored ? scored.of(engine) : outcome;
  }

  private CompletableFuture<List<Outcome>> failed(
      int i, long startedAt, Throwable failure, List<String> routes, List<String> texts) {
    Member member = members.get(i);
    if (!(failure instanceof EngineUnavailableException)) {
      // A probe must not stay open for ever.
      note(member, startedAt, failure.toString());
      return CompletableFuture.failedFuture(failure);
    }
    note(member, startedAt, failure.getMessage());
    return member.breaker().isOpen()
        ? scoreFrom(i + 1, routes, texts)
        : CompletableFuture.failedFuture(failure);
  }

  private void note(Member member, long startedAt, String reason) {
    boolean isPause = EngineUnavailableException.isPause(reason);
    if (isPause && !policy.onPause()) {
      member.breaker().paused(reason);
    } else if (member.breaker().failed(startedAt, isPause, reason)) {
      LOG.warn(
          "The engine {} does not score: {}. The next engine of the chain scores until it does.",
          member.engine().name(),
          reason);
    }
  }

  private SentimentEngine first() {
    return members.get(0).engine();
  }

  private List<String> routes(String route) {
    return Arrays.asList(route.split(SEPARATOR, -1));
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** The chain for the routes that certain members score. */
  private final class View implements SentimentEngine {

    private final List<Member> able;

    private View(List<Integer> places) {
      this.able = places.stream().map(members::get).toList();
    }

    /** The member that scores now. */
    private SentimentEngine active() {
      return able.stream()
          .filter(member -> !member.breaker().isOpen())
          .findFirst()
          .orElse(able.get(0))
          .engine();
    }

    @Override
    public String name() {
      return active().name();
    }

    /** The size of the first member; others get a batch in parts, if it is too large for them. */
    @Override
    public int maxBatch() {
      return able.get(0).engine().maxBatch();
    }

    @Override
    public int maxInFlight() {
      return active().maxInFlight();
    }

    @Override
    public Optional<String> route(String lang) {
      return FallbackEngine.this.route(lang);
    }

    @Override
    public CompletableFuture<List<Outcome>> score(String route, List<String> texts) {
      return FallbackEngine.this.score(route, texts);
    }

    @Override
    public Duration untilNextCall() {
      return active().untilNextCall();
    }

    /** Does nothing: the chain closes its engines. */
    @Override
    public void close() {}
  }
}
