package io.tweetsentiment.producer;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * One run: fetches the slices that are not checkpointed yet, several at a time, and checkpoints
 * each when Kinesis has acknowledged all of it.
 *
 * <p>Threading: all methods may be called from any thread. The run's own threads are daemons and
 * have ended when its future is done.
 */
public final class IngestRun implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(IngestRun.class);
  private static final long MILLIS_BETWEEN_LOOKS = 2_000;

  private final IngestConfig config;
  private final IngestClients clients;
  private final XHttp http;
  private final List<Slice> slices;
  private final SequenceNumbers acknowledged = new SequenceNumbers();
  private final CompletableFuture<IngestOutcome> outcome = new CompletableFuture<>();
  private final List<Thread> workers = new ArrayList<>();
  private final Thread coordinator = new Thread(this::run, "ingest");

  private final Object state = new Object();
  private final Deque<Slice> waiting = new ArrayDeque<>();
  private final Set<String> done = new HashSet<>();
  private Counts counts = Counts.NONE;
  private boolean stopping;
  private boolean limitReached;
  private Throwable failure;

  IngestRun(IngestConfig config, IngestClients clients) {
    this.config = config;
    this.clients = clients;
    this.slices = config.slices();
    this.http =
        new XHttp(clients.http(), config.x(), clients.clock(), clients.sleeper(), clients.random());
  }

  /** A run with clients as the configuration says. */
  public static IngestRun open(IngestConfig config) {
    return new IngestRun(config, IngestClients.open(config, Clock.systemUTC()));
  }

  /**
   * A run with a given Kinesis client, which is closed with it.
   *
   * @param kinesis client for the stream of the configuration
   */
  public static IngestRun open(IngestConfig config, KinesisClient kinesis) {
    return new IngestRun(config, IngestClients.open(config, kinesis, Clock.systemUTC()));
  }

  /**
   * Starts the run; once.
   *
   * @return how it ended; exceptionally an {@link IngestException} whose message says what to do
   */
  public CompletableFuture<IngestOutcome> start() {
    coordinator.setDaemon(true);
    coordinator.start();
    return outcome;
  }

  /** How far the run is. */
  public Progress progress() {
    synchronized (state) {
      return new Progress(slices.size(), done.size(), counts, http.firstRequest().orElse(null));
    }
  }

  /**
   * Greatest sequence number that Kinesis has acknowledged, by shard id, over the whole run: what
   * earlier starts have checkpointed is counted in.
   */
  public Map<String, String> acknowledged() {
    return acknowledged.snapshot();
  }

  /** Ends the run soon. Slices that are under way are fetched again by the next start. */
  public void stop() {
    synchronized (state) {
      stopping = true;
      workers.forEach(Thread::interrupt);
    }
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
      startedWorkers().forEach(IngestRun::join);
      end();
    } catch (IOException e) {
      outcome.completeExceptionally(
          new IngestException("the checkpoints cannot be read: " + e.getMessage(), e));
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    }
  }

  private void begin() throws IOException {
    Map<String, Checkpoint> finished =
        clients.checkpoints().open(config.identity(), config.reset());
    long fetched = 0;
    synchronized (state) {
      for (Slice slice : slices) {
        Checkpoint checkpoint = finished.get(slice.id());
        if (checkpoint == null) {
          waiting.add(slice);
        } else {
          fetched += checkpoint.fetched();
          count(checkpoint);
        }
      }
      log.info("{} of {} slices are still to be fetched", waiting.size(), slices.size());
      if (waiting.isEmpty()) {
        return;
      }
    }
    startWorkers(sliceIngest(fetched));
  }

  private SliceIngest sliceIngest(long fetched) {
    TweetEncoder encoder = new TweetEncoder(clients.registry(), config.registry());
    KinesisSink sink =
        new KinesisSink(clients.kinesis(), config.kinesis(), clients.sleeper(), clients.random());
    encoder.checkRegistry();
    sink.checkStream();
    return new SliceIngest(
        config,
        new XClient(config.x(), http),
        encoder,
        sink,
        new Budget(config.maxTweets(), fetched),
        clients.clock());
  }

  private void startWorkers(SliceIngest ingest) {
    synchronized (state) {
      for (int i = 0; i < Math.min(config.workers(), waiting.size()); i++) {
        Thread worker = new Thread(() -> work(ingest), "ingest-" + i);
        worker.setDaemon(true);
        workers.add(worker);
      }
      workers.forEach(Thread::start);
    }
  }

  private void work(SliceIngest ingest) {
    try {
      int taken = 0;
      for (Optional<Slice> next = next(); next.isPresent(); next = next()) {
        Slice slice = next.get();
        switch (clients.checkpoints().claim(slice)) {
          case GRANTED -> {
            taken = 0;
            ingest(ingest, slice);
          }
          case DONE -> finishedElsewhere(slice);
          case TAKEN -> taken = putBack(slice, taken);
        }
      }
    } catch (InterruptedException e) {
      // Only stop() and fail() interrupt workers, and both have said so.
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
    }
  }

  private void ingest(SliceIngest ingest, Slice slice) throws InterruptedException, IOException {
    boolean complete = false;
    try {
      SliceIngest.Result result = ingest.ingest(slice);
      if (result.whole()) {
        clients.checkpoints().complete(result.checkpoint());
        complete = true;
      }
      synchronized (state) {
        if (result.whole()) {
          count(result.checkpoint());
        } else {
          countUnfinished(result.checkpoint());
        }
      }
    } finally {
      if (!complete) {
        giveBack(slice);
      }
    }
  }

  /** With an interrupt pending the client would not even send the request. */
  private void giveBack(Slice slice) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      clients.checkpoints().release(slice);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Optional<Slice> next() {
    synchronized (state) {
      return stopping ? Optional.empty() : Optional.ofNullable(waiting.poll());
    }
  }

  /** Waits when all that is left is with other machines. */
  private int putBack(Slice slice, int taken) throws InterruptedException {
    int left;
    synchronized (state) {
      waiting.addLast(slice);
      left = waiting.size();
    }
    if (taken + 1 < left) {
      return taken + 1;
    }
    clients.sleeper().sleep(MILLIS_BETWEEN_LOOKS);
    return 0;
  }

  private void finishedElsewhere(Slice slice) {
    synchronized (state) {
      done.add(slice.id());
    }
  }

  private void count(Checkpoint checkpoint) {
    done.add(checkpoint.slice());
    counts = counts.plus(checkpoint.counts());
    acknowledged.addAll(checkpoint.acknowledged());
  }

  private void countUnfinished(Checkpoint checkpoint) {
    counts = counts.plus(checkpoint.counts());
    acknowledged.addAll(checkpoint.acknowledged());
    limitReached = true;
    waiting.clear();
  }

  private void fail(Throwable cause) {
    synchronized (state) {
      if (failure == null && !stopping) {
        failure = cause;
      } else {
        log.info("a slice was given up: {}", cause.toString());
      }
      stop();
    }
  }

  private void end() throws IOException {
    if (clients.checkpoints() instanceof S3Checkpoints shared && failure == null) {
      countAgain(shared.finished());
    }
    synchronized (state) {
      if (failure instanceof IOException) {
        outcome.completeExceptionally(
            new IngestException(
                "a checkpoint cannot be written: " + failure.getMessage(), failure));
      } else if (failure != null) {
        outcome.completeExceptionally(failure);
      } else if (done.size() == slices.size()) {
        outcome.complete(IngestOutcome.COMPLETE);
      } else {
        outcome.complete(limitReached ? IngestOutcome.LIMIT_REACHED : IngestOutcome.STOPPED);
      }
    }
  }

  /** What other machines have finished is known by its checkpoints alone. */
  private void countAgain(Map<String, Checkpoint> finished) {
    synchronized (state) {
      counts = Counts.NONE;
      finished.values().forEach(this::count);
    }
  }

  private List<Thread> startedWorkers() {
    synchronized (state) {
      return List.copyOf(workers);
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
