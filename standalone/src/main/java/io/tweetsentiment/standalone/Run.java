package io.tweetsentiment.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tweetsentiment.producer.IngestRun;
import io.tweetsentiment.producer.Progress;
import io.tweetsentiment.sql.LoadResult;
import io.tweetsentiment.standalone.page.DashboardPage;
import io.tweetsentiment.standalone.parts.InProcess;
import io.tweetsentiment.standalone.parts.Part;
import io.tweetsentiment.standalone.parts.Parts;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.standalone.parts.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the standalone pipeline from launch to end.
 *
 * <p>Threading: {@link #execute} stays on its thread; the status is read by the page's threads,
 * {@link #stop} is called by the shutdown hook.
 */
final class Run {

  private static final Logger LOG = LoggerFactory.getLogger(Run.class);
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final RunOptions options;
  private final Tweets tweets;
  private final Clock clock = Clock.systemUTC();
  private final Instant launched = clock.instant();
  private final Parts parts = new Parts();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Console console = new Console(System.err);
  private final StartWait wait =
      new StartWait(
          parts, clock, pause -> TimeUnit.MILLISECONDS.sleep(pause.toMillis()), START_PATIENCE);

  private volatile State state = State.STARTING;
  private volatile Duration startTook = Duration.ZERO;
  private volatile Optional<Instant> fetchingSince = Optional.empty();
  private volatile Optional<Instant> completed = Optional.empty();
  private volatile Optional<String> failure = Optional.empty();
  private volatile Pipeline pipeline;
  private volatile IngestRun ingest;

  private Run(RunOptions options, Tweets tweets) {
    this.options = options;
    this.tweets = tweets;
  }

  /**
   * Runs until the end that was asked for.
   *
   * @return exit code: 0 when complete or stopped by the user, 1 when a part failed
   */
  static int execute(RunOptions options, Tweets tweets, DataFolder data, boolean open)
      throws Exception {
    Run run = new Run(options, tweets);
    Runtime.getRuntime().addShutdownHook(new Thread(run::stop, "stop"));
    try {
      return run.run(data, open);
    } finally {
      run.ended.countDown();
    }
  }

  private int run(DataFolder data, boolean open) throws Exception {
    Ports ports = new Ports(options.portOffset());
    pipeline = new Pipeline(data, ports, parts, wait);
    // What is refused here has started nothing, so there is nothing to sum up or to stop.
    pipeline.claim(options.engine());
    try {
      startPage(ports, open);
      pipeline.start(tweets, Registry.home());
      startTook = Duration.between(launched, clock.instant());
      ingest = pipeline.ingest(tweets);
      state = State.RUNNING;
      fetchingSince = Optional.of(clock.instant());
      watch(ingest.start());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      if (stopping.getCount() > 0) {
        LOG.error("the run fails", e);
        fail(e);
      }
    } finally {
      finish();
    }
    return state == State.FAILED ? 1 : 0;
  }

  private void watch(CompletableFuture<?> fetching) throws Exception {
    try (Admin admin = Admin.create(pipeline.broker().clientProperties());
        TailReader tail = TailReader.of(pipeline.broker().clientProperties())) {
      RunFlow flow = new RunFlow(pipeline, ingest, fetching);
      Completion completion = new Completion(flow, admin, tail, StreamsNames.GROUP);
      while (!stopping.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        requireHealth(fetching);
        if (state == State.RUNNING && completion.complete()) {
          completed = Optional.of(clock.instant());
          state = State.COMPLETE;
        }
        console.show(status());
        if (state == State.COMPLETE && options.once()) {
          return;
        }
      }
    }
  }

  private void requireHealth(CompletableFuture<?> fetching) throws Exception {
    if (fetching.isCompletedExceptionally()) {
      try {
        fetching.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("the producer: " + e.getCause().getMessage(), e.getCause());
      }
    }
    Optional<Throwable> death = pipeline.streams().death();
    if (death.isPresent()) {
      throw new IllegalStateException("the streams app died: " + death.get(), death.get());
    }
    Optional<Part> dead = parts.dead();
    if (dead.isPresent()) {
      throw new IllegalStateException(
          String.format(
              "%s at %s stopped on its own%s",
              dead.get().name(),
              dead.get().address(),
              dead.get().failure().map(reason -> ": " + reason).orElse(".")));
    }
    Optional<String> connector = pipeline.connectors().failure();
    if (connector.isPresent()) {
      throw new IllegalStateException(connector.get());
    }
  }

  private void startPage(Ports ports, boolean open) throws IOException {
    DashboardPage page =
        DashboardPage.start(
            ports.of(Port.PAGE),
            Optional.empty(),
            new LateDataSource(() -> pipeline.postgres()),
            () -> status().json());
    parts.add(
        new InProcess(Port.PAGE.partName(), page.address().toString(), () -> true, page::close));
    console.say("the page is at " + page.address());
    if (open) {
      Browser.open(page.address());
    }
  }

  /** The status as it is now. */
  private RunStatus status() {
    Pipeline p = pipeline;
    StreamsPart streams = p == null ? null : p.streams();
    LoaderLoop loader = p == null ? null : p.loaderLoop();
    LoadResult loaded = loader == null ? new LoadResult(0, 0, 0, 0) : loader.last();
    Optional<Progress> progress = Optional.ofNullable(ingest).map(IngestRun::progress);
    // A run that finds everything fetched already asks nothing: its time counts from its start.
    Optional<Instant> first = progress.flatMap(Progress::firstRequest).or(() -> fetchingSince);
    return new RunStatus(
        state,
        streams == null ? Map.of() : streams.counters(),
        loaded.tweets(),
        loaded.windows(),
        first
            .map(since -> Duration.between(since, completed.orElseGet(clock::instant)))
            .orElse(Duration.ZERO),
        startTook.isZero() ? Duration.between(launched, clock.instant()) : startTook,
        progress.map(p2 -> (double) p2.slicesDone() / Math.max(1, p2.slices())).orElse(0.0),
        p == null ? 0 : p.repairedTransactions().size(),
        failure,
        parts.all());
  }

  private void fail(Exception cause) {
    failure = Optional.of(cause.getMessage() == null ? cause.toString() : cause.getMessage());
    state = State.FAILED;
  }

  /** Stops everything, writes the report, says how it ended. */
  private void finish() {
    RunStatus last = status();
    if (ingest != null) {
      try {
        ingest.close();
      } catch (RuntimeException e) {
        // The parts must be stopped all the same, or a process stays behind.
        LOG.error("the producer does not stop", e);
      }
    }
    parts.close();
    console.end(last, options);
    options.report().ifPresent(file -> writeReport(file, last));
  }

  private void writeReport(Path file, RunStatus status) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, JSON.writeValueAsString(status.json()) + "\n");
    } catch (IOException e) {
      console.say("the report cannot be written to " + file + ": " + e);
      state = State.FAILED;
    }
  }

  /** Asks the run to end and waits until it has; called when the process is told to stop. */
  private void stop() {
    stopping.countDown();
    wait.giveUp();
    try {
      if (!ended.await(60, TimeUnit.SECONDS)) {
        console.say("the run does not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
