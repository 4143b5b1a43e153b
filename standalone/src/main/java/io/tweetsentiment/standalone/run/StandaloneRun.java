package io.tweetsentiment.standalone.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tweetsentiment.cli.ExitCode;
import io.tweetsentiment.producer.IngestOutcome;
import io.tweetsentiment.producer.IngestRun;
import io.tweetsentiment.producer.Progress;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.sql.LoadResult;
import io.tweetsentiment.standalone.feed.TweetFeed;
import io.tweetsentiment.standalone.page.DashboardPage;
import io.tweetsentiment.standalone.parts.ConnectWorker;
import io.tweetsentiment.standalone.parts.Connectors;
import io.tweetsentiment.standalone.parts.InProcessPart;
import io.tweetsentiment.standalone.parts.LoaderLoop;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.standalone.parts.Registry;
import io.tweetsentiment.standalone.parts.RunningPart;
import io.tweetsentiment.standalone.parts.RunningParts;
import io.tweetsentiment.standalone.parts.StreamsPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the standalone pipeline, from its start to its end.
 *
 * <p>Threading: {@link #execute} runs on the caller's thread, the page's threads read the status,
 * and the shutdown hook calls {@link #stop}.
 */
public final class StandaloneRun {

  private static final Logger LOG = LoggerFactory.getLogger(StandaloneRun.class);
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  /** Looks until the progress line is shown again. */
  private static final int LOOKS_A_LINE = 3;

  private static final String CONTINUE =
      "Remove the cause, then start the same command again: it continues the run.";

  /** After this time without progress the console shows what the run waits for. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final RunOptions options;
  private final TweetFeed tweets;
  private final Clock clock = Clock.systemUTC();
  private final Instant launched = clock.instant();
  private final Timeline timeline = Timeline.ofProcess();
  private final RunningParts parts = new RunningParts();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Console console = new Console(System.err);
  private final LogTail log;
  private final DiskSpace disk;
  private final StartWait wait;

  private volatile RunState state = RunState.STARTING;
  private volatile Duration startTook = Duration.ZERO;
  private volatile Optional<Instant> fetchingSince = Optional.empty();
  private volatile Optional<Instant> completed = Optional.empty();
  private volatile Optional<String> limit = Optional.empty();
  private volatile Optional<String> failure = Optional.empty();
  private volatile Pipeline pipeline;
  private volatile IngestRun ingest;

  private StandaloneRun(RunOptions options, TweetFeed tweets, DataFolder data) {
    this.options = options;
    this.tweets = tweets;
    this.disk = new DiskSpace(data.path());
    this.log = new LogTail(data.resolve("logs/pipeline.log"));
    this.wait =
        new StartWait(
            parts,
            this.log,
            clock,
            pause -> TimeUnit.MILLISECONDS.sleep(pause.toMillis()),
            START_PATIENCE);
  }

  /**
   * Runs until the pipeline is complete (with {@code --once}), fails, or is stopped.
   *
   * @return exit code: 0 when complete or stopped by the user, 1 when a part failed, 3 when
   *     everything is in the warehouse that a limit let it fetch
   */
  public static int execute(RunOptions options, TweetFeed tweets, DataFolder data, boolean open)
      throws Exception {
    StandaloneRun run = new StandaloneRun(options, tweets, data);
    Runtime.getRuntime().addShutdownHook(new Thread(run::stop, "stop"));
    try {
      return run.run(data, open);
    } finally {
      run.ended.countDown();
    }
  }

  private int run(DataFolder data, boolean open) throws Exception {
    Ports ports = new Ports(options.portOffset());
    timeline.moved("command read");
    pipeline = new Pipeline(data, ports, parts, wait, timeline);
    // Nothing has started yet, so a failure here needs no summary and no stop.
    disk.requireToStart();
    timeline.step("engine opened, ports free", () -> claim());
    try {
      startPage(ports, open);
      pipeline.start(tweets, Registry.home());
      startTook = Duration.between(launched, clock.instant());
      timeline.moved("everything runs");
      ingest = timeline.step("producer opened", () -> pipeline.ingest(tweets));
      state = RunState.RUNNING;
      fetchingSince = Optional.of(clock.instant());
      watch(ingest.start().thenApply(this::requireAllSlices));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      if (stopping.getCount() > 0) {
        LOG.error("the run failed", e);
        fail(e);
        console.say("stopping: " + failure.orElseThrow());
      }
    } finally {
      finish();
    }
    if (state == RunState.FAILED) {
      return ExitCode.FAILED;
    }
    return state == RunState.COMPLETE && limit.isPresent() ? ExitCode.LIMIT_REACHED : ExitCode.DONE;
  }

  /** A run with slices that failed, or that a limit ended, must not count as complete. */
  private IngestOutcome requireAllSlices(IngestOutcome outcome) {
    if (outcome == IngestOutcome.INCOMPLETE) {
      throw new IngestException(
          String.join(" ", ingest.report().lines()) + " Start again to fetch the slices again.");
    }
    if (outcome == IngestOutcome.LIMIT_REACHED) {
      limit = Optional.of(limitReached(ingest.limit(), ingest.progress()));
      console.say(limit.get() + ". Start again with a higher limit to go on.");
    }
    return outcome;
  }

  private static String limitReached(String name, Progress progress) {
    return "stopped by "
        + name
        + ", "
        + (progress.slices() - progress.slicesDone())
        + " of "
        + progress.slices()
        + " slices are left";
  }

  private void watch(CompletableFuture<?> fetching) throws Exception {
    Map<String, Object> impatient = new HashMap<>(pipeline.broker().clientProperties());
    impatient.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    impatient.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    try (Admin admin = Admin.create(impatient);
        TailReader tail = TailReader.of(pipeline.broker().clientProperties());
        SourceOffsets source =
            SourceOffsets.of(
                pipeline.broker().clientProperties(),
                ConnectWorker.OFFSETS_TOPIC,
                Connectors.SOURCE)) {
      RunFlow flow = new RunFlow(pipeline, admin, source, ingest, fetching);
      Completion completion = new Completion(flow, tail, StreamsPart.APPLICATION_ID);
      StageWatch stages = new StageWatch(timeline, tail, flow);
      IdleWatch progress = new IdleWatch(clock);
      timeline.startWaiting();
      for (int looks = 0;
          !stopping.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
          looks++) {
        requireHealth(fetching);
        if (state == RunState.RUNNING) {
          look(completion, stages, progress);
        }
        if (looks % LOOKS_A_LINE == 0 || state == RunState.COMPLETE) {
          RunStatus now = status();
          console.trouble(now.trouble());
          console.show(now);
        }
        if (state == RunState.COMPLETE && options.once()) {
          return;
        }
      }
    }
  }

  private void look(Completion completion, StageWatch stages, IdleWatch progress) throws Exception {
    Optional<String> waiting = waitingFor(completion, stages);
    timeline.waitedFor(waiting.map(StandaloneRun::part).orElse("the last look"));
    if (waiting.isEmpty()) {
      timeline.moved("complete");
      completed = Optional.of(clock.instant());
      state = RunState.COMPLETE;
      return;
    }
    RunStatus now = status();
    Duration idle = progress.idle(List.of(waiting.get(), now.signs()));
    String details = waiting.get() + now.trouble().map(trouble -> "; " + trouble).orElse("");
    if (idle.compareTo(QUIET) > 0) {
      console.waiting(waiting.get(), details);
    }
    if (options.once() && idle.compareTo(options.maxIdle()) > 0) {
      throw new IllegalStateException(
          String.format(
              "no progress for %d s (--max-idle); the run waits for %s",
              idle.toSeconds(), details));
    }
  }

  /** The part that a sentence of {@link Completion} begins with. */
  private static String part(String waiting) {
    return waiting.replaceFirst(":.*", "").replaceFirst("/\\d+$", "");
  }

  private Optional<String> waitingFor(Completion completion, StageWatch stages) throws Exception {
    try {
      Optional<String> waiting = completion.waitingFor();
      stages.look(ingest.progress(), status());
      return waiting;
    } catch (Completion.MissingRowsException e) {
      if (options.once()) {
        throw e;
      }
      return Optional.of(e.getMessage());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        return Optional.of("Kafka: " + FailureMessage.of(e));
      }
      throw e;
    } catch (RetriableException e) {
      return Optional.of("Kafka: " + FailureMessage.of(e));
    }
  }

  private void requireHealth(CompletableFuture<?> fetching) throws Exception {
    disk.requireToGoOn();
    if (fetching.isCompletedExceptionally()) {
      try {
        fetching.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(
            "the producer failed: " + FailureMessage.of(e), e.getCause());
      }
    }
    Optional<Throwable> death = pipeline.streams().death();
    if (death.isPresent()) {
      throw new IllegalStateException(
          String.format("the streams app ended: %s. %s", FailureMessage.of(death.get()), CONTINUE),
          death.get());
    }
    Optional<RunningPart> dead = parts.dead();
    if (dead.isPresent()) {
      throw new IllegalStateException(
          String.format(
              "%s at %s stopped on its own: %s. %s",
              dead.get().name(), dead.get().address(), reason(dead.get()), CONTINUE));
    }
    Optional<String> connector = pipeline.connectors().failure();
    if (connector.isPresent()) {
      throw new IllegalStateException(connector.get());
    }
  }

  private String reason(RunningPart dead) {
    return dead.failure()
        .or(() -> log.lastTrouble(0))
        .orElse("the logs in " + log.log().getParent() + " may give the reason");
  }

  private Void claim() throws Exception {
    pipeline.claim(options.engine());
    return null;
  }

  private void startPage(Ports ports, boolean open) throws IOException {
    DashboardPage page =
        DashboardPage.start(
            ports.of(Port.PAGE),
            Optional.empty(),
            new LateDataSource(() -> pipeline.postgres()),
            () -> status().json());
    parts.add(
        new InProcessPart(
            Port.PAGE.partName(), page.address().toString(), () -> true, page::close));
    console.say("the page is at " + page.address());
    if (open) {
      Browser.open(page.address());
    }
  }

  /** The current status. */
  private RunStatus status() {
    Pipeline p = pipeline;
    StreamsPart streams = p == null ? null : p.streams();
    LoaderLoop loader = p == null ? null : p.loaderLoop();
    LoadResult loaded = loader == null ? new LoadResult(0, 0, 0, 0) : loader.last();
    Optional<Progress> progress = Optional.ofNullable(ingest).map(IngestRun::progress);
    // A run that has nothing left to fetch sends no request: its time counts from its start.
    Optional<Instant> first = progress.flatMap(Progress::firstRequest).or(() -> fetchingSince);
    return new RunStatus(
        state,
        streams == null ? Map.of() : streams.counters(),
        loaded.tweets(),
        loaded.windows(),
        loaded.rejects(),
        first
            .map(since -> Duration.between(since, completed.orElseGet(clock::instant)))
            .orElse(Duration.ZERO),
        startTook.isZero() ? Duration.between(launched, clock.instant()) : startTook,
        progress.map(p2 -> (double) p2.slicesDone() / Math.max(1, p2.slices())).orElse(0.0),
        progress.map(Progress::pages).orElse(0L),
        limit,
        p == null ? 0 : p.repairedTransactions().size(),
        failure,
        state == RunState.STARTING || streams == null ? Optional.empty() : streams.trouble(),
        parts.all(),
        timeline);
  }

  private void fail(Exception cause) {
    failure = Optional.of(FailureMessage.of(cause));
    state = RunState.FAILED;
  }

  /** Stops everything, prints the outcome and writes the report. */
  private void finish() {
    RunStatus last = status();
    if (ingest != null) {
      try {
        ingest.close();
      } catch (RuntimeException e) {
        // The parts must still be stopped, or a process stays behind.
        LOG.error("cannot stop the producer", e);
      }
    }
    stopParts();
    console.end(last, options);
    options.report().ifPresent(file -> writeReport(file, last));
  }

  /**
   * Stops the parts within a time limit: a part that waits for a dead one must not keep the
   * process, or its children, alive.
   */
  private void stopParts() {
    Thread stopping = new Thread(parts::close, "stop-parts");
    stopping.setDaemon(true);
    stopping.start();
    try {
      stopping.join(STOP_PATIENCE.toMillis());
      if (stopping.isAlive()) {
        LOG.error("the parts did not stop within {}; their processes are killed", STOP_PATIENCE);
        pipeline.endChildren();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeReport(Path file, RunStatus status) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, JSON.writeValueAsString(status.json()) + "\n");
    } catch (IOException e) {
      console.say("the report cannot be written to " + file + ": " + e);
      state = RunState.FAILED;
    }
  }

  /** Requests the end of the run and waits for it. The shutdown hook calls it. */
  private void stop() {
    stopping.countDown();
    wait.giveUp();
    try {
      if (!ended.await(60, TimeUnit.SECONDS)) {
        console.say("the run did not end within 60 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
