package io.tweetsentiment.producer;

import io.tweetsentiment.producer.avro.TweetEncoder;
import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.kinesis.KinesisSink;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.producer.x.XClient;
import io.tweetsentiment.producer.x.XHttp;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * One run. It fetches the slices that are not checkpointed, several at a time, and checkpoints each
 * when Kinesis has acknowledged all of it.
 *
 * <p>Threading: all methods may be called from any thread. The run's own threads are daemons and
 * have ended when its future is done.
 */
public final class IngestRun implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(IngestRun.class);

  private final IngestConfig config;
  private final IngestClients clients;
  private final XHttp http;
  private final RunState state;
  private final CompletableFuture<IngestOutcome> outcome = new CompletableFuture<>();
  private final DeadLetterLog deadLetters = new DeadLetterLog();
  private final List<Thread> workers = new ArrayList<>();
  private boolean planning;
  private final Thread coordinator = new Thread(this::run, "ingest");

  IngestRun(IngestConfig config, IngestClients clients) {
    this.config = config;
    this.clients = clients;
    this.state = new RunState((int) Math.min(Integer.MAX_VALUE, config.slices()));
    this.http = new XHttp(clients.http(), config.x(), clients.clock(), clients.sleeper());
  }

  /** Creates a run with the clients that the configuration describes. */
  public static IngestRun open(IngestConfig config) {
    return new IngestRun(config, IngestClients.open(config, Clock.systemUTC()));
  }

  /**
   * Creates a run with a given Kinesis client, which is closed with the run.
   *
   * @param kinesis client for the stream of the configuration
   */
  public static IngestRun open(IngestConfig config, KinesisClient kinesis) {
    return new IngestRun(config, IngestClients.open(config, kinesis, Clock.systemUTC()));
  }

  /**
   * Starts the run. Call it once.
   *
   * @return how the run ended; it fails with an {@link IngestException} whose message says what to
   *     do
   */
  public CompletableFuture<IngestOutcome> start() {
    coordinator.setDaemon(true);
    coordinator.start();
    return outcome;
  }

  /** The progress of the run. */
  public Progress progress() {
    return state.progress(http.firstRequest());
  }

  /**
   * Greatest sequence number that Kinesis has acknowledged, by shard id, over the whole run,
   * including what earlier starts have checkpointed.
   */
  public Map<String, String> acknowledged() {
    return state.acknowledged();
  }

  /** Stops the run soon. The next start fetches slices in progress again. */
  public void stop() {
    state.stop();
    synchronized (workers) {
      if (planning) {
        coordinator.interrupt();
      }
    }
    started().forEach(Thread::interrupt);
  }

  /** Stops the run, waits for its threads, and closes the clients. */
  @Override
  public void close() {
    stop();
    join(coordinator);
    clients.close();
  }

  private void run() {
    try {
      begin();
      started().forEach(IngestRun::join);
      if (state.failure().isEmpty()) {
        state.recount(clients.checkpoints().finished());
      }
      end();
    } catch (IOException e) {
      outcome.completeExceptionally(
          new IngestException("the checkpoints cannot be read: " + e.getMessage(), e));
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    }
  }

  private void begin() throws IOException {
    CheckpointStore checkpoints = clients.checkpoints();
    XClient x = new XClient(config.x(), http);
    Map<String, Checkpoint> finished = checkpoints.open(config.identity(), config.reset());
    Optional<List<Slice>> slices = plan(x, finished);
    if (slices.isEmpty()) {
      return;
    }
    long fetched = state.begin(slices.get(), finished);
    log.info("{} of {} slices are still to be fetched", state.waiting(), slices.get().size());
    if (state.waiting() > 0) {
      if (config.maxTweets() > 0) {
        // A start without a limit has recorded only the slices that it finished.
        checkpoints.spend(Math.max(0, fetched - checkpoints.spend(0)));
      }
      startWorkers(sliceIngest(x));
    }
  }

  /** The slices of the run; empty when it was stopped before they were known. */
  private Optional<List<Slice>> plan(XClient x, Map<String, Checkpoint> finished)
      throws IOException {
    synchronized (workers) {
      planning = true;
    }
    try {
      return state.stopping()
          ? Optional.empty()
          : Optional.of(
              new RunPlanner(config, x::daysWithTweets, clients.checkpoints()).slices(finished));
    } catch (InterruptedException e) {
      // Only stop() interrupts, and the run ends as stopped.
      return Optional.empty();
    } finally {
      synchronized (workers) {
        planning = false;
        // What follows the plan must not be interrupted.
        Thread.interrupted();
      }
    }
  }

  private SliceIngest sliceIngest(XClient x) {
    TweetEncoder encoder = new TweetEncoder(clients.registry(), config.registry());
    KinesisSink sink = new KinesisSink(clients.kinesis(), config.kinesis(), clients.sleeper());
    encoder.checkRegistry();
    sink.checkStream();
    return new SliceIngest(
        config,
        x,
        encoder,
        sink,
        new TweetLimit(config.maxTweets(), clients.checkpoints()::spend),
        clients.clock(),
        deadLetters);
  }

  private void startWorkers(SliceIngest ingest) {
    synchronized (workers) {
      int count = Math.min(config.workers(), state.waiting());
      for (int i = 0; i < count; i++) {
        SliceWorker worker =
            new SliceWorker(state, clients.checkpoints(), ingest, clients.sleeper(), this::fail);
        Thread thread = new Thread(worker, "ingest-" + i);
        thread.setDaemon(true);
        workers.add(thread);
      }
      workers.forEach(Thread::start);
    }
  }

  private List<Thread> started() {
    synchronized (workers) {
      return List.copyOf(workers);
    }
  }

  private void fail(Throwable cause) {
    if (!state.fail(cause)) {
      log.info("a slice was abandoned: {}", cause.toString());
    }
    stop();
  }

  private void end() {
    deadLetters.conclude();
    Throwable failure = state.failure().orElse(null);
    if (failure instanceof IOException) {
      outcome.completeExceptionally(
          new IngestException("a checkpoint cannot be written: " + failure.getMessage(), failure));
    } else if (failure != null) {
      outcome.completeExceptionally(failure);
    } else {
      outcome.complete(state.outcome());
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
