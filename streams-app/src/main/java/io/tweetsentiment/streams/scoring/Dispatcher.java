package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.sentiment.EngineUsage;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.SentimentEngine;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.common.utils.ExponentialBackoff;

/**
 * Sends texts to the engines for all tasks of the process. It starts the next batch when one ends
 * and keeps to the limits of each engine. It retries an unavailable engine, one batch at a time,
 * until the engine answers.
 *
 * <p>Threading: {@link #submit} and {@link #status} from any thread; everything else runs on the
 * event loop.
 */
public final class Dispatcher implements AutoCloseable {

  private final SentimentEngine engine;
  private final Duration linger;
  private final ExponentialBackoff backoff;
  private final EventLoop loop;
  private final IdentityHashMap<SentimentEngine, EngineQueue> queues = new IdentityHashMap<>();
  private final Queue<Submission> submitted = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile DispatcherStatus status = DispatcherStatus.IDLE;
  private volatile RuntimeException fatal;

  public Dispatcher(
      SentimentEngine engine, Duration linger, ExponentialBackoff backoff, EventLoop loop) {
    this.engine = engine;
    this.linger = linger;
    this.backoff = backoff;
    this.loop = loop;
  }

  /** Queues a text; the result goes to the queue that the submission names. */
  void submit(Submission text) {
    submitted.add(text);
    wake();
  }

  /** Route of a language; empty when the engine leaves it unscored. */
  Optional<String> route(String lang) {
    return engine.route(lang);
  }

  /** Scores texts of a route in the calling thread; empty when the texts must be submitted. */
  Optional<Function<String, Outcome>> inCallingThread(String route) {
    return engine.inCallingThread(route);
  }

  /** Name and version of the engine that is recorded with unscored texts. */
  public String engineName() {
    return engine.name();
  }

  /** Name and version of the engine that scores a route. */
  public String engineName(String route) {
    return engine.engineFor(route).name();
  }

  /** What the engines outside the process were asked to do. */
  public List<EngineUsage> usage() {
    return engine.usage();
  }

  /** What is wrong although texts are scored; empty when nothing is. */
  public Optional<String> trouble() {
    return engine.trouble();
  }

  public DispatcherStatus status() {
    return status;
  }

  /**
   * Throws an exception when an engine broke its contract, which is not an outage: waiting does not
   * help.
   */
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
      loop.execute(this::advance);
    }
  }

  private void advance() {
    woken.set(false);
    long now = loop.nanoTime();
    for (Submission text = submitted.poll(); text != null; text = submitted.poll()) {
      queue(text.route()).add(text, now);
    }
    DispatcherStatus sum = DispatcherStatus.IDLE;
    for (EngineQueue queue : queues.values()) {
      queue.advance(now);
      queue.fatal().ifPresent(cause -> fatal = cause);
      sum = sum.plus(queue.status());
    }
    status = sum;
  }

  private EngineQueue queue(String route) {
    return queues.computeIfAbsent(
        engine.engineFor(route),
        chosen -> new EngineQueue(engine, chosen, linger, backoff, loop, this::wake));
  }
}
