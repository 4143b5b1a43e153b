package io.tweetsentiment.producer.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.producer.failure.Sleeper;
import io.tweetsentiment.producer.plan.Slice;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Checkpoints as S3 objects, so that several machines share one run: {@code run.json} with its
 * identity, {@code slices/<slice>} with the lease and the checkpoint of one slice, {@code spent}
 * with what the run has taken from its limits, and {@link S3Summary} with the slices that have
 * ended, whose own objects are deleted then. All are written under conditions.
 *
 * <p>A lease is renewed while its process works, and expires when the machine dies, so that another
 * one can take the slice. A process takes the slices of ended processes on its own machine at once.
 * Every write needs the tag of the writer's last one, so a process that was stopped for longer than
 * its lease notices that it has lost the slice, and can neither release nor finish it.
 */
public final class S3Checkpoints implements CheckpointStore {

  private static final Logger log = LoggerFactory.getLogger(S3Checkpoints.class);

  /** So many ended slices of a process wait for the summary: a start reads them one by one. */
  static final int MOST_APART = 100;

  private static final String SLICES = "slices/";
  private static final String RUN = "run.json";
  private static final String SPENT = "spent";

  private final S3Objects objects;
  private final S3Summary summary;
  private final CheckpointConfig config;
  private final Clock clock;
  private final Map<String, Held> held = new ConcurrentHashMap<>();
  private final Map<String, Checkpoint> apart = new HashMap<>();

  public S3Checkpoints(S3Client s3, CheckpointConfig config, Clock clock) {
    this.objects = new S3Objects(s3, config.bucket(), config.prefix());
    this.summary = new S3Summary(objects, Sleeper.THREAD);
    this.config = config;
    this.clock = clock;
  }

  /** A slice of this process. Its monitor is held while its object is written. */
  private static final class Held {
    private String etag;
    private Checkpoint checkpoint;
    private LeaseLostException lost;

    Held(String etag, Checkpoint checkpoint) {
      this.etag = etag;
      this.checkpoint = checkpoint;
    }
  }

  @Override
  public Map<String, Checkpoint> open(RunIdentity run, boolean reset) throws IOException {
    if (reset) {
      objects.delete(objects.names(""));
    }
    if (objects.create(RUN, bytes(run.json())).isEmpty()) {
      S3Objects.Stored stored =
          objects
              .get(RUN)
              .orElseThrow(
                  () -> new IOException(objects.where() + " is being reset by another machine"));
      RunIdentity other = RunIdentity.of(text(stored), objects.where());
      run.check(other, objects.where());
      if (other.journal() < RunIdentity.VERSION) {
        new S3Upgrade(objects, summary).run(other);
        objects.replace(RUN, bytes(run.json()), stored.etag());
      }
    }
    return all();
  }

  @Override
  public Claim claim(Slice slice) throws IOException {
    String name = SLICES + slice.id();
    Checkpoint begun = Checkpoint.begun(slice.id());
    Optional<String> created = objects.create(name, mine(begun));
    if (created.isPresent()) {
      // Another machine may have finished the slice and deleted its object.
      Checkpoint ended = summary.read().get(slice.id());
      if (ended != null && ended.isDone()) {
        objects.delete(List.of(name));
        return new Claim(Answer.ENDED, ended);
      }
      Checkpoint known = ended == null ? begun : ended;
      return hold(slice, created.get(), known);
    }
    Optional<S3Objects.Stored> stored = objects.get(name);
    if (stored.isEmpty()) {
      return new Claim(Answer.TAKEN, null);
    }
    SliceObject other = SliceObject.of(stored.get().content());
    if (other.ended()) {
      return new Claim(Answer.ENDED, other.checkpoint());
    }
    if (!other.free(config.owner(), clock.instant())) {
      return new Claim(Answer.TAKEN, null);
    }
    // The condition lets only one of the machines that find the expired lease succeed.
    Optional<String> taken = objects.replace(name, mine(other.checkpoint()), stored.get().etag());
    return taken.isPresent()
        ? hold(slice, taken.get(), other.checkpoint())
        : new Claim(Answer.TAKEN, null);
  }

  private Claim hold(Slice slice, String etag, Checkpoint known) {
    held.put(slice.id(), new Held(etag, known));
    return new Claim(Answer.GRANTED, known);
  }

  @Override
  public void release(Slice slice) throws IOException {
    Held mine = held.remove(slice.id());
    if (mine != null) {
      synchronized (mine) {
        if (mine.lost != null) {
          return;
        }
        // The condition fails, and nothing is released, when another process has the slice.
        objects.replace(
            SLICES + slice.id(),
            new SliceObject("", Instant.EPOCH, mine.checkpoint).bytes(),
            mine.etag);
      }
    }
  }

  @Override
  public void save(Checkpoint checkpoint) throws IOException {
    Held mine = held.get(checkpoint.slice());
    if (mine == null) {
      throw new LeaseLostException(checkpoint.slice(), "it is not claimed by this one");
    }
    synchronized (mine) {
      if (mine.lost != null) {
        // The renewal has noticed it.
        throw mine.lost;
      }
      mine.checkpoint = checkpoint;
      write(mine, checkpoint.isDone() ? new SliceObject("", Instant.EPOCH, checkpoint) : null);
    }
    if (checkpoint.isDone()) {
      held.remove(checkpoint.slice());
      putApart(checkpoint);
    }
  }

  @Override
  public void record(Checkpoint checkpoint) throws IOException {
    objects.create(
        SLICES + checkpoint.slice(), new SliceObject("", Instant.EPOCH, checkpoint).bytes());
    if (checkpoint.isDone()) {
      putApart(checkpoint);
    }
  }

  /** Writes the object of a slice of this process; its monitor is held. */
  private void write(Held mine, SliceObject ended) throws IOException {
    String id = mine.checkpoint.slice();
    byte[] content = ended == null ? mine(mine.checkpoint) : ended.bytes();
    Optional<String> put = objects.replace(SLICES + id, content, mine.etag);
    if (put.isEmpty()) {
      // A write whose answer was lost is repeated by the client, and then refused.
      Optional<S3Objects.Stored> stored = objects.get(SLICES + id);
      if (stored.isEmpty() || !Arrays.equals(stored.get().content(), content)) {
        // Stays in the map until its worker gives it up, so that the worker learns of it.
        mine.lost =
            new LeaseLostException(
                id,
                stored.isEmpty() ? "it has ended" : SliceObject.of(stored.get().content()).owner());
        throw mine.lost;
      }
      put = Optional.of(stored.get().etag());
    }
    mine.etag = put.get();
  }

  @Override
  public void renew() throws IOException {
    for (Held mine : held.values()) {
      synchronized (mine) {
        if (mine.lost == null && held.containsValue(mine)) {
          try {
            write(mine, null);
          } catch (LeaseLostException e) {
            log.warn("{}", e.getMessage());
          }
        }
      }
    }
  }

  private void putApart(Checkpoint checkpoint) throws IOException {
    synchronized (apart) {
      apart.put(checkpoint.slice(), checkpoint);
      if (apart.size() < MOST_APART) {
        return;
      }
    }
    summarise();
  }

  /** Moves the ended slices of this process to the summary, before their objects are deleted. */
  private void summarise() throws IOException {
    synchronized (apart) {
      if (!apart.isEmpty()) {
        summary.add(apart.values());
        objects.delete(apart.keySet().stream().map(id -> SLICES + id).toList());
        apart.clear();
      }
    }
  }

  @Override
  public Spending spend(Spending spending) throws IOException {
    String nonce = UUID.randomUUID().toString();
    while (true) {
      Optional<S3Objects.Stored> stored = objects.get(SPENT);
      SpentObject before =
          stored.isPresent() ? SpentObject.of(stored.get().content()) : SpentObject.NONE;
      if (before.has(nonce)) {
        // Only the answer to the put was lost: the client repeated it, and it was refused.
        return before.spent();
      }
      SpentObject after = before.plus(spending, nonce);
      byte[] content = after.bytes();
      // The condition lets only one of the machines that spend at once succeed; the others retry.
      if (spending.equals(Spending.NONE)
          || (stored.isPresent()
                  ? objects.replace(SPENT, content, stored.get().etag())
                  : objects.create(SPENT, content))
              .isPresent()) {
        return after.spent();
      }
    }
  }

  @Override
  public Map<String, Checkpoint> all() throws IOException {
    summarise();
    List<Checkpoint> ended = new ArrayList<>();
    Map<String, Checkpoint> all = new HashMap<>();
    // The objects first: one that is deleted in between is in the summary then.
    for (SliceObject object : slices()) {
      all.put(object.checkpoint().slice(), object.checkpoint());
      if (object.ended()) {
        ended.add(object.checkpoint());
      }
    }
    if (ended.size() >= MOST_APART) {
      summary.add(ended);
      objects.delete(ended.stream().map(checkpoint -> SLICES + checkpoint.slice()).toList());
    }
    all.putAll(summary.read());
    return all;
  }

  private List<SliceObject> slices() throws IOException {
    List<SliceObject> slices = new ArrayList<>();
    for (String name : objects.names(SLICES)) {
      Optional<S3Objects.Stored> stored = objects.get(name);
      if (stored.isPresent()) {
        slices.add(SliceObject.of(stored.get().content()));
      }
    }
    return slices;
  }

  @Override
  public Map<String, String> holders() throws IOException {
    Map<String, String> holders = new HashMap<>();
    for (SliceObject object : slices()) {
      if (!object.free("", clock.instant())) {
        holders.put(object.checkpoint().slice(), object.owner());
      }
    }
    return holders;
  }

  @Override
  public void close() throws IOException {
    try {
      summarise();
    } catch (IOException e) {
      // The next start reads them one by one.
      log.warn("the summary of the run was not written: {}", e.getMessage());
    } finally {
      objects.close();
    }
  }

  private byte[] mine(Checkpoint checkpoint) {
    return new SliceObject(config.owner(), clock.instant().plus(config.lease()), checkpoint)
        .bytes();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(S3Objects.Stored stored) {
    return new String(stored.content(), UTF_8);
  }
}
