package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.sentiment.SentimentEngine;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Feeds the engines for all tasks of the process: starts the next batch when one ends, and never
 * more than its engine takes. An engine that is unavailable is asked again for ever, one batch at a
 * time, until it answers.
 *
 * <p>Threading: {@link #submit} and {@link #status} from any thread; everything else happens on the
 * loop.
 */
public final class Dispatcher implements AutoCloseable {

  private final SentimentEngine engine;
  private final Duration linger;
  private final Backoff backoff;
  private final Loop loop;
  private final IdentityHashMap<SentimentEngine, Lane> lanes = new IdentityHashMap<>();
  private final Queue<Submission> submitted = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile DispatcherStatus status = DispatcherStatus.IDLE;
  private volatile RuntimeException fatal;

  public Dispatcher(SentimentEngine engine, Duration linger, Backoff backoff, Loop loop) {
    this.engine = engine;
    this.linger = linger;
    this.backoff = backoff;
    this.loop = loop;
  }

  /** Hands over a text; its result comes to its inbox. */
  void submit(Submission text) {
    submitted.add(text);
    wake();
  }

  /** Route of a language; empty when the engine leaves it unscored. */
  Optional<String> route(String lang) {
    return engine.route(lang);
  }

  /** Name and version that stand beside what is left unscored. */
  public String engineName() {
    return engine.name();
  }

  /** Name and version of the engine that scores a route. */
  public String engineName(String route) {
    return engine.engineFor(route).name();
  }

  public DispatcherStatus status() {
    return status;
  }

  /** Throws when an engine broke its contract: that is no outage, and waiting would not help. */
  void check() {
    if (fatal != null) {
      throw new IllegalStateException(fatal.getMessage(), fatal.getCause());
    }
  }

  @Override
  public void close() {
    loop.close();
  }

  private void wake() {
    if (woken.compareAndSet(false, true)) {
      loop.execute(this::turn);
    }
  }

  private void turn() {
    woken.set(false);
    long now = loop.nanoTime();
    for (Submission text = submitted.poll(); text != null; text = submitted.poll()) {
      lane(text.route()).add(text, now);
    }
    DispatcherStatus sum = DispatcherStatus.IDLE;
    for (Lane lane : lanes.values()) {
      lane.turn(now);
      lane.fatal().ifPresent(cause -> fatal = cause);
      sum = sum.plus(lane.status());
    }
    status = sum;
  }

  private Lane lane(String route) {
    return lanes.computeIfAbsent(
        engine.engineFor(route),
        behind -> new Lane(engine, behind, linger, backoff, loop, this::wake));
  }
}
