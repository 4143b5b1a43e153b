package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import io.tweetsentiment.producer.checkpoint.SentCounts;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.producer.sink.SequenceNumbers;
import io.tweetsentiment.producer.stream.PostSource;
import io.tweetsentiment.producer.x.Decoded;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads sources without slices, one after the other. Each has a checkpoint of its own, whose token
 * is the position; it stays open, because a file may grow.
 */
final class StreamRun implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(StreamRun.class);
  private static final long MILLIS_BETWEEN_LOOKS = 2_000;

  private final List<PostSource> sources;
  private final IngestConfig config;
  private final IngestClients clients;
  private final RunState state;
  private final PageSender sender;
  private final Landing landing;
  private final Consumer<Throwable> fail;
  private long tweets;

  StreamRun(
      List<PostSource> sources,
      IngestConfig config,
      IngestClients clients,
      RunState state,
      PageSender sender,
      Landing landing,
      Consumer<Throwable> fail) {
    this.sources = sources;
    this.config = config;
    this.clients = clients;
    this.state = state;
    this.sender = sender;
    this.landing = landing;
    this.fail = fail;
  }

  /** The place of a source in the checkpoints, which are by slice. */
  static Slice slice(PostSource source) {
    return new Slice(source.name(), source.search(), Instant.EPOCH, Instant.EPOCH);
  }

  @Override
  public void run() {
    try {
      Map<String, Checkpoint> recorded = clients.checkpoints().all();
      recorded.values().forEach(checkpoint -> tweets += checkpoint.counts().tweets());
      state.add(sources.stream().map(StreamRun::slice).toList(), recorded, checkpoint -> true);
      for (PostSource source : sources) {
        if (state.stopping() || !read(source)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      // Only a stop of the run interrupts, and it is recorded in the state.
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      fail.accept(e);
    }
  }

  /** Reads a source to its end; returns false when a limit ended it. */
  private boolean read(PostSource source) throws IOException, InterruptedException {
    Slice slice = slice(source);
    CheckpointStore.Claim claim = clients.checkpoints().claim(slice);
    while (claim.answer() == CheckpointStore.Answer.TAKEN) {
      clients.sleeper().sleep(MILLIS_BETWEEN_LOOKS);
      claim = clients.checkpoints().claim(slice);
    }
    Reading reading = new Reading(claim.known(), source.live());
    try {
      if (atLimit()) {
        state.limitReached();
        return false;
      }
      source.read(Optional.ofNullable(claim.known().next()), reading);
    } finally {
      reading.conclude();
      giveBack(slice);
    }
    if (state.atLimit()) {
      return false;
    }
    // Only shown: what is recorded stays open.
    state.update(reading.known.ended(clients.clock().instant()));
    return true;
  }

  /** Clears a pending interrupt first, because the client would not send the request. */
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

  private boolean atLimit() {
    return config.limits().tweets() > 0 && tweets >= config.limits().tweets();
  }

  /** Sends what a source reads, and records how far it came. */
  private final class Reading implements PostSource.Receiver {

    private final SequenceNumbers acknowledged = new SequenceNumbers();
    private final boolean live;
    private Checkpoint known;
    private boolean recorded = true;
    private Instant recordedAt = clients.clock().instant();

    Reading(Checkpoint known, boolean live) {
      this.known = known;
      this.live = live;
      acknowledged.addAll(known.acknowledged());
    }

    @Override
    public boolean take(List<PostSource.Item> items, String position)
        throws IOException, InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException("the run is stopping");
      }
      if (items.isEmpty() && position.equals(known.next())) {
        return true;
      }
      for (int failed = 1; ; failed++) {
        try {
          return send(items, position);
        } catch (IngestException e) {
          if (!live) {
            throw e;
          }
          Duration delay = config.retry().delay(failed);
          log.error("{}; the same is sent again in {}", e.getMessage(), delay);
          clients.sleeper().sleep(delay);
        }
      }
    }

    private boolean send(List<PostSource.Item> items, String position)
        throws IOException, InterruptedException {
      landing.begin();
      try {
        List<PostSource.Item> allowed = allowed(items);
        String behind =
            allowed.size() == items.size() ? position : allowed.get(allowed.size() - 1).position();
        SentCounts sent =
            sender.sendInOrder(
                allowed.stream().map(PostSource.Item::reading).toList(), acknowledged);
        tweets += sent.tweets();
        Instant now = clients.clock().instant();
        known =
            known.page(
                allowed.size(), sent, acknowledged.snapshot(), Optional.of(behind), Map.of(), now);
        recorded = false;
        state.update(known);
        if (Duration.between(recordedAt, now).compareTo(config.stream().journal()) >= 0) {
          record();
        }
      } finally {
        landing.end();
      }
      if (atLimit()) {
        state.limitReached();
        return false;
      }
      return true;
    }

    /** What the limit of tweets allows; more than nothing. */
    private List<PostSource.Item> allowed(List<PostSource.Item> items) {
      if (config.limits().tweets() == 0) {
        return items;
      }
      long left = config.limits().tweets() - tweets;
      List<PostSource.Item> allowed = new ArrayList<>();
      for (PostSource.Item item : items) {
        if (item.reading() instanceof Decoded.Valid
            && !item.reading().isDeletion()
            && left-- <= 0) {
          break;
        }
        allowed.add(item);
      }
      return allowed;
    }

    private void record() throws IOException {
      clients.checkpoints().save(known);
      recorded = true;
      recordedAt = clients.clock().instant();
    }

    /** Records the position at the end, whatever the reason for it. */
    void conclude() throws IOException {
      if (recorded) {
        return;
      }
      boolean interrupted = Thread.interrupted();
      try {
        record();
      } catch (IOException | RuntimeException e) {
        log.warn("the position is not recorded, so some is sent again: {}", e.getMessage());
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
