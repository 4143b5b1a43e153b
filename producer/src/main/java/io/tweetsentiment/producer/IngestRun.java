package io.tweetsentiment.producer;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.tweetsentiment.producer.avro.TweetEncoder;
import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import io.tweetsentiment.producer.checkpoint.Spending;
import io.tweetsentiment.producer.cost.Budget;
import io.tweetsentiment.producer.cost.PagePrice;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.failure.LimitReachedException;
import io.tweetsentiment.producer.failure.Outage;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.producer.plan.Span;
import io.tweetsentiment.producer.plan.Spans;
import io.tweetsentiment.producer.staging.Staging;
import io.tweetsentiment.producer.stream.PostSource;
import io.tweetsentiment.producer.x.Meter;
import io.tweetsentiment.producer.x.XClient;
import io.tweetsentiment.producer.x.XConfig;
import io.tweetsentiment.producer.x.XHttp;
import io.tweetsentiment.producer.x.XRefusedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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

  /** X counts so many days in one request. */
  private static final Duration DAYS_OF_A_REQUEST = Duration.ofDays(31);

  /** How long a stop waits for pages on their way to the sink; container platforms wait 30 s. */
  private static final Duration LONGEST_LANDING = Duration.ofSeconds(20);

  private final IngestConfig config;
  private final IngestClients clients;
  private final XHttp http;
  private final RunState state;
  private final CompletableFuture<IngestOutcome> outcome = new CompletableFuture<>();
  private final DeadLetterLog deadLetters = new DeadLetterLog();
  private final List<Thread> workers = new ArrayList<>();
  private final Landing landing = new Landing();
  private boolean interruptible;
  private volatile boolean stopped;
  private final Budget budget;
  private final LeaseRenewal renewal;
  private volatile RunReport report = RunReport.of(List.of(), Spending.NONE);
  private final Thread coordinator = new Thread(this::run, "ingest");

  IngestRun(IngestConfig config, IngestClients clients) {
    this.config = config;
    this.clients = clients;
    this.state = new RunState(expected(config), config.fetchesLost());
    this.http = new XHttp(clients.http(), config.x(), clients.clock(), clients.sleeper());
    this.budget =
        new Budget(
            config.limits(),
            config.pagePrice(),
            XConfig.SMALLEST_PAGE,
            clients.checkpoints()::spend);
    this.renewal = new LeaseRenewal(clients.checkpoints(), config.checkpoints().lease());
  }

  private static int expected(IngestConfig config) {
    return config.follow() || config.onlyFailed() || config.streams()
        ? 0
        : (int) Math.min(Integer.MAX_VALUE, config.slices());
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
    return config.streams() && state.atLimit() ? "--max-tweets" : budget.reached();
  }

  /** What a worker waits for, if one waits. */
  Optional<XHttp.Waiting> waiting() {
    return http.waiting();
  }

  /** What the run has spent, as far as this process knows. */
  Spending spent() {
    return budget.spent();
  }

  /** Stops the run soon. The next start goes on with the pages that are left. */
  public void stop() {
    stopped = true;
    interrupt();
  }

  private void interrupt() {
    state.stop();
    synchronized (workers) {
      if (interruptible) {
        coordinator.interrupt();
      }
    }
    List<Thread> now = started();
    now.forEach(landing::interrupt);
    CompletableFuture.delayedExecutor(LONGEST_LANDING.toMillis(), MILLISECONDS)
        .execute(() -> now.forEach(Thread::interrupt));
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
      clients.checkpoints().open(config.identity(), config.reset());
      if (config.streams()) {
        stream();
      } else {
        Rounds rounds = new Rounds(new XClient(config.x(), http));
        rounds.first();
        while (config.follow() && rounds.goOn()) {
          rounds.next();
        }
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

  /** Reads the sources without slices, in a thread that a stop interrupts. */
  private void stream() {
    clients.encoder().ifPresent(TweetEncoder::checkRegistry);
    clients.sink().check();
    List<PostSource> sources =
        config.streamSources(clients.clock(), clients.sleeper(), clients.http());
    Runnable run = new StreamRun(sources, config, clients, state, sender(), landing, this::fail);
    synchronized (workers) {
      if (state.stopping()) {
        return;
      }
      Thread thread = new Thread(run, "ingest-stream");
      thread.setDaemon(true);
      workers.add(thread);
      thread.start();
    }
    started().forEach(IngestRun::join);
  }

  /**
   * Plans and fetches: once, or again and again when the run follows.
   *
   * <p>Threading: owned by the coordinator.
   */
  private final class Rounds {

    private final XClient x;
    private SliceIngest ingest;
    private int failed;

    Rounds(XClient x) {
      this.x = x;
    }

    /** The first round; what it cannot do is an error of the configuration. */
    void first() throws IOException {
      CheckpointStore checkpoints = clients.checkpoints();
      Map<String, Checkpoint> recorded = checkpoints.all();
      Optional<List<Slice>> slices = plan(x, recorded);
      if (slices.isEmpty()) {
        return;
      }
      // The plan may have recorded slices as lost.
      recorded = checkpoints.all();
      state.add(withSecondLooks(slices.get(), recorded), recorded, this::isDue);
      if (state.waiting() > 0) {
        log.info("{} of {} slices are still to be fetched", state.waiting(), slices.get().size());
        countEarlier(recorded);
        if (ingest == null) {
          ingest = sliceIngest(x);
        }
        // Before pages are paid for, in every round: what was there may be gone.
        clients.encoder().ifPresent(TweetEncoder::checkRegistry);
        clients.sink().check();
        if (!config.staging().replays()) {
          new Staging(clients.pages()).check();
        }
        startWorkers(ingest);
        started().forEach(IngestRun::join);
      }
      if (state.failure().isEmpty()) {
        checkpoints.all().values().forEach(state::update);
      }
    }

    /** A later round; what fails in it may not fail in the next one. */
    void next() {
      try {
        first();
      } catch (IOException | RuntimeException e) {
        state.fail(e);
      }
    }

    /** Waits for the next slice, or after a failure; returns whether there is a next round. */
    boolean goOn() {
      if (stopped || state.atLimit()) {
        return false;
      }
      Instant until = config.following().next(x.now(), config.freq());
      Optional<Throwable> failure = state.failure();
      if (failure.isPresent()) {
        if (failure.get() instanceof Error || failure.get() instanceof XRefusedException) {
          return false;
        }
        failed++;
        until = x.now().plus(config.retry().delay(failed));
        log.error("{}; the run goes on at {}", failure.get().getMessage(), until);
        state.recover();
      } else {
        failed = 0;
      }
      return await(until);
    }

    private boolean await(Instant until) {
      interruptible(true);
      try {
        if (!stopped) {
          x.await(until);
        }
      } catch (InterruptedException e) {
        // Only stop() interrupts.
        return false;
      } finally {
        interruptible(false);
      }
      return !stopped;
    }

    private boolean isDue(Checkpoint checkpoint) {
      if (!config.follow() || checkpoint.state() != Checkpoint.State.FAILED) {
        return true;
      }
      Duration wait = config.retry().delay(Math.max(1, checkpoint.attempts()));
      return !Instant.parse(checkpoint.at()).plus(wait).isAfter(clients.clock().instant());
    }

    /** Adds the second search of each slice whose time has come. */
    private List<Slice> withSecondLooks(List<Slice> slices, Map<String, Checkpoint> recorded) {
      List<Slice> all = new ArrayList<>(slices);
      if (!config.follow()) {
        all.addAll(recordedSecondLooks(recorded));
        return all;
      }
      Instant now = x.now();
      slices.stream()
          .filter(slice -> config.following().looksAgain(slice, now))
          .filter(slice -> recorded.containsKey(slice.id()) && recorded.get(slice.id()).isDone())
          .forEach(slice -> all.add(slice.again()));
      return all;
    }
  }

  /** Second searches of a run that followed; those that have ended are not fetched again. */
  private List<Slice> recordedSecondLooks(Map<String, Checkpoint> recorded) {
    Map<String, List<Span>> wanted = config.spansByTopic();
    List<Slice> slices = new ArrayList<>();
    for (Checkpoint checkpoint : recorded.values()) {
      Optional<Slice.Id> id = Slice.read(checkpoint.slice()).filter(Slice.Id::again);
      boolean failed = checkpoint.state() == Checkpoint.State.FAILED;
      boolean lost = checkpoint.state() == Checkpoint.State.LOST;
      if (id.isPresent() && (config.onlyFailed() ? failed : !lost)) {
        config
            .queries()
            .forEach(
                (topic, query) -> {
                  Span span = id.get().span();
                  if (id.get().name().equals(Slice.name(topic, query))
                      && Spans.contain(wanted.get(topic), span)) {
                    slices.add(new Slice(topic, query, span.start(), span.end()).again());
                  }
                });
      }
    }
    slices.sort(Comparator.comparing(Slice::start));
    return slices;
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
    interruptible(true);
    try {
      if (config.staging().replays()) {
        return Optional.of(staged());
      }
      return state.stopping()
          ? Optional.empty()
          : Optional.of(
              new RunPlanner(
                      config, (query, span) -> days(x, query, span), clients.checkpoints()::record)
                  .slices(wanted(x, recorded), recorded, x.now()));
    } catch (LimitReachedException e) {
      state.limitReachedBeforeThePlan();
      return Optional.empty();
    } catch (InterruptedException e) {
      // Only stop() interrupts, and the run ends as stopped.
      return Optional.empty();
    } finally {
      interruptible(false);
    }
  }

  /** The slices of the run of which pages are kept. */
  private List<Slice> staged() throws IOException {
    Map<String, List<Span>> wanted = config.spansByTopic();
    List<Slice> slices = new ArrayList<>();
    for (String id : new Staging(clients.pages()).slices()) {
      Optional<Slice.Id> read = Slice.read(id);
      if (read.isPresent()) {
        Span span = read.get().span();
        for (Map.Entry<String, String> query : config.queries().entrySet()) {
          String folder = Staging.folder(Slice.name(query.getKey(), query.getValue()));
          if (read.get().name().equals(folder) && Spans.contain(wanted.get(query.getKey()), span)) {
            Slice slice = new Slice(query.getKey(), query.getValue(), span.start(), span.end());
            slices.add(read.get().again() ? slice.again() : slice);
          }
        }
      }
    }
    slices.sort(Comparator.comparing(Slice::start));
    return slices;
  }

  private Map<String, List<Span>> wanted(XClient x, Map<String, Checkpoint> recorded) {
    if (!config.onlyFailed()) {
      return config.wanted(x.now());
    }
    Map<String, List<Span>> failed = new LinkedHashMap<>();
    config
        .queries()
        .forEach((topic, query) -> failed.put(topic, failed(Slice.name(topic, query), recorded)));
    return failed;
  }

  private static List<Span> failed(String name, Map<String, Checkpoint> recorded) {
    return Spans.union(
        recorded.values().stream()
            .filter(checkpoint -> checkpoint.state() == Checkpoint.State.FAILED)
            .flatMap(checkpoint -> Slice.read(checkpoint.slice()).stream())
            .filter(id -> id.name().equals(name) && !id.again())
            .map(Slice.Id::span)
            .toList());
  }

  private void interruptible(boolean now) {
    synchronized (workers) {
      interruptible = now;
      if (!now) {
        // What follows must not be interrupted.
        Thread.interrupted();
      }
    }
  }

  /** Asks X for the days with tweets, one request at a time, within the limits. */
  private List<Span> days(XClient x, String query, Span span) throws InterruptedException {
    List<Span> days = new ArrayList<>();
    Meter counting = new CountsMeter();
    for (Instant start = span.start(); start.isBefore(span.end()); ) {
      Instant most = start.plus(DAYS_OF_A_REQUEST);
      Instant end = most.isBefore(span.end()) ? most : span.end();
      days.addAll(x.daysWithTweets(query, new Span(start, end), counting));
      start = end;
    }
    return days;
  }

  /** Takes each request for counts from the limits, also when its answer is lost. */
  private final class CountsMeter implements Meter {

    @Override
    public void lost() {
      // It is taken already.
    }

    @Override
    public boolean again() {
      try {
        return budget.takeCounts(PagePrice.micros(config.prices().counts()));
      } catch (IOException e) {
        throw PageMeter.unwritten(e);
      }
    }
  }

  private PageSender sender() {
    return new PageSender(
        config.sink().limits(config.kinesis().limits()),
        clients.encoder(),
        clients.sink(),
        deadLetters);
  }

  private SliceIngest sliceIngest(XClient x) {
    return new SliceIngest(
        config, x, sender(), budget, new Staging(clients.pages()), landing, clients.clock());
  }

  private void startWorkers(SliceIngest ingest) {
    synchronized (workers) {
      workers.clear();
      Outage outage = new Outage(config.retry());
      int count = Math.min(config.workers(), state.waiting());
      for (int i = 0; i < count; i++) {
        SliceWorker worker = new SliceWorker(state, ingest, config, clients, outage, this::fail);
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
    interrupt();
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
