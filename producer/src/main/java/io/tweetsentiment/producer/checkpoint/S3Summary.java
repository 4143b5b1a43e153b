package io.tweetsentiment.producer.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.producer.failure.RetryPolicy;
import io.tweetsentiment.producer.failure.Sleeper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * One S3 object with the checkpoints of the slices that have ended, so that a start reads one
 * object and not one for each slice: lines of JSON, compressed.
 *
 * <p>Threading: safe.
 */
final class S3Summary {

  static final String NAME = "summary.jsonl.gz";

  /** Waits between attempts at a change; each one that fails is the success of another machine. */
  private static final RetryPolicy RETRY =
      new RetryPolicy(Duration.ofMillis(20), Duration.ofSeconds(2), 30);

  private final S3Objects objects;
  private final Sleeper sleeper;
  private Map<String, Checkpoint> content = new HashMap<>();
  private String etag = "";

  S3Summary(S3Objects objects, Sleeper sleeper) {
    this.objects = objects;
    this.sleeper = sleeper;
  }

  /** Reads the object when it has changed, and returns the checkpoints by slice. */
  synchronized Map<String, Checkpoint> read() throws IOException {
    Optional<S3Objects.Stored> stored =
        etag.isEmpty() ? objects.get(NAME) : objects.changed(NAME, etag);
    if (stored.isPresent()) {
      boolean gone = stored.get().etag().isEmpty();
      content = gone ? new HashMap<>() : lines(stored.get().content());
      etag = stored.get().etag();
    }
    return content;
  }

  /** What the last reading found. */
  synchronized Map<String, Checkpoint> known() {
    return Map.copyOf(content);
  }

  /** Adds checkpoints. The condition lets only one of several machines succeed at a time. */
  synchronized void add(Collection<Checkpoint> more) throws IOException {
    for (int attempt = 1; attempt <= RETRY.attempts(); attempt++) {
      Map<String, Checkpoint> all = new HashMap<>(read());
      more.forEach(checkpoint -> all.put(checkpoint.slice(), checkpoint));
      byte[] bytes = bytes(all.values());
      Optional<String> put =
          etag.isEmpty() ? objects.create(NAME, bytes) : objects.replace(NAME, bytes, etag);
      if (put.isPresent()) {
        content = all;
        etag = put.get();
        return;
      }
      await(RETRY.delay(attempt));
    }
    throw new IOException(
        NAME + " was changed by other machines during " + RETRY.attempts() + " attempts");
  }

  private void await(Duration delay) throws IOException {
    try {
      sleeper.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + NAME + " was changed");
    }
  }

  private static Map<String, Checkpoint> lines(byte[] bytes) throws IOException {
    Map<String, Checkpoint> all = new HashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(bytes)), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Checkpoint checkpoint = Checkpoint.of(line);
        all.put(checkpoint.slice(), checkpoint);
      }
    }
    return all;
  }

  private static byte[] bytes(Collection<Checkpoint> all) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer writer = new OutputStreamWriter(new GZIPOutputStream(bytes), UTF_8)) {
      for (Checkpoint checkpoint : all) {
        writer.write(checkpoint.json());
        writer.write('\n');
      }
    }
    return bytes.toByteArray();
  }
}
