package io.tweetsentiment.producer;

import io.tweetsentiment.producer.avro.TweetEncoder;
import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import io.tweetsentiment.producer.checkpoint.Spending;
import io.tweetsentiment.producer.cost.Budget;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.producer.x.XClient;
import io.tweetsentiment.producer.x.XConfig;
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
 * One run. It fetches the slices that have pages left, several at a time, and records each page
 * when the sink has acknowledged it.
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
  private final Budget budget;
  private final LeaseRenewal renewal;
  private volatile RunReport report = RunReport.of(List.of(), Spending.NONE);
  private final Thread coordinator = new Thread(this::run, "ingest");

  IngestRun(IngestConfig config, IngestClients clients) {
    this.config = config;
    this.clients = clients;
    this.state =
        new RunState((int) Math.min(Integer.MAX_VALUE, config.slices()), config.fetchesLost());
    this.http = new XHttp(clients.http(), config.x(), clients.clock(), clients.sleeper());
    this.budget =
        new Budget(
            config.limits(),
            config.pagePrice(),
            XConfig.SMALLEST_PAGE,
            clients.checkpoints()::spend);
    this.renewal = new LeaseRenewal(clients.checkpoints(), config.checkpoints().lease());
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
    if (config.checkpoints().shared()) {
      renewal.start();
    }
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

  /** What failed, is lost and was spent; complete when the run has ended. */
  public RunReport report() {
    return report;
  }

  /** The setting of the limit that the run reached; empty when it reached none. */
  public String limit() {
    return budget.reached();
  }

  /** Stops the run soon. The next start goes on with the pages that are left. */
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
    renewal.close();
    clients.close();
  }

  private void run() {
    try {
      begin();
      started().forEach(IngestRun::join);
      if (state.failure().isEmpty()) {
        clients.checkpoints().all().values().forEach(state::update);
      }
      report = RunReport.of(state.checkpoints(), clients.checkpoints().spend(Spending.NONE));
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
    Map<String, Checkpoint> recorded = checkpoints.open(config.identity(), config.reset());
    Optional<List<Slice>> slices = plan(x, recorded);
    if (slices.isEmpty()) {
      return;
    }
    state.add(slices.get(), checkpoints.all());
    log.info("{} of {} slices are still to be fetched", state.waiting(), slices.get().size());
    if (state.waiting() > 0) {
      countEarlier(recorded);
      startWorkers(sliceIngest(x));
    }
  }

  /** An earlier version recorded what a start without a limit fetched only with the slices. */
  private void countEarlier(Map<String, Checkpoint> recorded) throws IOException {
    long fetched = recorded.values().stream().mapToLong(Checkpoint::fetched).sum();
    long missing = fetched - clients.checkpoints().spend(Spending.NONE).tweets();
    if (missing > 0) {
      clients.checkpoints().spend(new Spending(missing, 0, 0));
    }
  }

  /** The slices of the run; empty when it was stopped before they were known. */
  private Optional<List<Slice>> plan(XClient x, Map<String, Checkpoint> recorded)
      throws IOException {
    synchronized (workers) {
      planning = true;
    }
    try {
      return state.stopping()
          ? Optional.empty()
          : Optional.of(
              new RunPlanner(config, x::daysWithTweets, clients.checkpoints())
                  .slices(config.spansByTopic(), recorded, x.now()));
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
    clients.encoder().ifPresent(TweetEncoder::checkRegistry);
    clients.sink().check();
    PageSender sender =
        new PageSender(
            config.sink().limits(config.kinesis().limits()),
            clients.encoder(),
            clients.sink(),
            deadLetters);
    return new SliceIngest(config, x, sender, budget, clients.clock());
  }

  private void startWorkers(SliceIngest ingest) {
    synchronized (workers) {
      int count = Math.min(config.workers(), state.waiting());
      for (int i = 0; i < count; i++) {
        SliceWorker worker = new SliceWorker(state, ingest, config, clients, this::fail);
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
      log.info("a slice was left for the next start: {}", cause.toString());
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
