package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import io.tweetsentiment.producer.checkpoint.LeaseLostException;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.failure.NoAnswerException;
import io.tweetsentiment.producer.failure.Outage;
import io.tweetsentiment.producer.failure.Sleeper;
import io.tweetsentiment.producer.failure.SliceFailedException;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.producer.plan.Span;
import io.tweetsentiment.producer.x.XRefusedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches slices until none is left. A slice that fails is fetched again later, while the others go
 * on; what concerns all slices ends the run.
 */
final class SliceWorker implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(SliceWorker.class);
  private static final long MILLIS_BETWEEN_LOOKS = 2_000;

  private final RunState state;
  private final CheckpointStore checkpoints;
  private final SliceIngest ingest;
  private final IngestConfig config;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Outage outage;
  private final Consumer<Throwable> fail;

  /**
   * A worker.
   *
   * @param outage shared by the workers
   * @param fail ends the run with a reason; interrupts this worker too
   */
  SliceWorker(
      RunState state,
      SliceIngest ingest,
      IngestConfig config,
      IngestClients clients,
      Outage outage,
      Consumer<Throwable> fail) {
    this.outage = outage;
    this.state = state;
    this.checkpoints = clients.checkpoints();
    this.ingest = ingest;
    this.config = config;
    this.clock = clients.clock();
    this.sleeper = clients.sleeper();
    this.fail = fail;
  }

  @Override
  public void run() {
    try {
      int taken = 0;
      Optional<RunState.Task> next = state.next(clock.instant());
      while (next.isPresent()) {
        Slice slice = next.get().slice();
        awaitDue(next.get().due());
        awaitDue(outage.until());
        CheckpointStore.Claim claim = checkpoints.claim(slice);
        switch (claim.answer()) {
          case GRANTED -> {
            taken = 0;
            fetch(slice, claim.known());
          }
          case ENDED -> state.update(claim.known());
          case TAKEN -> taken = putBack(slice, taken);
        }
        next = state.next(clock.instant());
      }
    } catch (InterruptedException e) {
      // Only a stop of the run interrupts its workers, and it is recorded in the state.
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      fail.accept(e);
    }
  }

  private void awaitDue(Instant due) throws InterruptedException {
    Instant now = clock.instant();
    if (due.isAfter(now)) {
      sleeper.sleep(Duration.between(now, due));
    }
  }

  private void fetch(Slice slice, Checkpoint known) throws InterruptedException, IOException {
    SliceProgress progress = new SliceProgress(known, checkpoints, this::recorded);
    Runnable then;
    try {
      then = attempt(slice, progress);
    } catch (LeaseLostException e) {
      log.warn("{}; the other process goes on with it", e.getMessage());
      then = () -> state.putBack(slice);
    } finally {
      if (!progress.current().isDone()) {
        giveBack(slice);
      }
    }
    // Only now: another worker may claim the slice at once.
    then.run();
  }

  private void recorded(Checkpoint checkpoint) {
    state.update(checkpoint);
    if (checkpoint.state() == Checkpoint.State.OPEN || checkpoint.isDone()) {
      outage.answered(checkpoint.slice(), clock.instant());
    }
  }

  /** Fetches a slice; returns what follows when it is given back. */
  private Runnable attempt(Slice slice, SliceProgress progress)
      throws InterruptedException, IOException {
    try {
      return switch (ingest.ingest(slice, progress)) {
        case COMPLETE -> state::succeeded;
        case AT_LIMIT -> state::limitReached;
        case BEHIND_HORIZON -> lose(slice, progress);
      };
    } catch (RuntimeException e) {
      if (concernsAll(e)) {
        throw e;
      }
      Optional<Instant> goesOn =
          e instanceof NoAnswerException none
              ? outage.unanswered(slice.id(), none.since(), clock.instant())
              : Optional.empty();
      if (goesOn.isPresent()) {
        log.warn("{} The run goes on at {}", e.getMessage(), goesOn.get());
        return () -> state.retry(slice, goesOn.get());
      }
      return failed(slice, progress, e);
    }
  }

  /**
   * Whether a failure concerns the other slices too: X refuses this account or this endpoint, or
   * nothing can be sent. X charges for pages, so they must not be fetched in vain.
   */
  static boolean concernsAll(RuntimeException e) {
    if (e instanceof XRefusedException refused) {
      return refused.concernsAll();
    }
    return e instanceof IngestException && !(e instanceof SliceFailedException);
  }

  private Runnable failed(Slice slice, SliceProgress progress, RuntimeException cause)
      throws IOException {
    String reason = cause instanceof IngestException ? cause.getMessage() : cause.toString();
    Instant now = clock.instant();
    progress.save(progress.current().failed(reason, now));
    int times = state.failed(slice);
    if (state.failuresInARow() >= config.retry().mostInARow()) {
      throw new IngestException(
          String.format(
              "%d slices in a row failed (slice.failures.in.a.row), the last one, %s, for this"
                  + " reason: %s",
              state.failuresInARow(), slice.id(), reason),
          cause);
    }
    if (config.follow()) {
      log.warn("slice {} failed and is planned again: {}", slice.id(), reason);
      return () -> {};
    } else if (times < config.sliceAttempts()) {
      Instant due = now.plus(config.retry().delay(times));
      log.warn("slice {} failed: {} It is fetched again at {}", slice.id(), reason, due);
      return () -> state.retry(slice, due);
    } else {
      log.error(
          "slice {} failed {} times and is left for a later start: {}",
          slice.id(),
          times,
          reason,
          cause instanceof IngestException ? null : cause);
      return () -> {};
    }
  }

  /** Leaves out what X no longer finds. The rest of the slice becomes a slice of its own. */
  private Runnable lose(Slice slice, SliceProgress progress) throws IOException {
    // X's time, as for the decision that the slice is behind the horizon.
    Instant now = ingest.now();
    Span lost = config.horizon().lost(slice.span(), now);
    if (lost.isEmpty()) {
      return () -> state.putBack(slice);
    }
    String reason =
        String.format(
            "%s to %s left the %s that the endpoint recent searches before it was fetched",
            lost.start(), lost.end(), config.horizon().reach().orElse(Duration.ZERO));
    Slice rest = slice.within(new Span(lost.end(), slice.end()));
    if (!rest.span().isEmpty()) {
      // Recorded first: a lost slice is not planned again.
      checkpoints.record(Checkpoint.begun(rest.id()));
      reason += "; the rest is the slice " + rest.id();
    }
    log.warn("slice {} is lost: {}", slice.id(), reason);
    progress.save(progress.current().lost(reason, clock.instant()));
    return () -> {
      if (!rest.span().isEmpty()) {
        state.addFirst(rest);
      }
    };
  }

  /** Clears a pending interrupt first, because the client would not send the request. */
  private void giveBack(Slice slice) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      checkpoints.release(slice);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits when other machines are fetching all slices that are left. */
  private int putBack(Slice slice, int taken) throws InterruptedException {
    if (taken + 1 < state.putBack(slice)) {
      return taken + 1;
    }
    sleeper.sleep(MILLIS_BETWEEN_LOOKS);
    return 0;
  }
}
