package io.tweetsentiment.producer.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
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

  private final S3Objects objects;
  private Map<String, Checkpoint> content = new HashMap<>();
  private String etag = "";

  S3Summary(S3Objects objects) {
    this.objects = objects;
  }

  /** Reads the object when it has changed, and returns the checkpoints by slice. */
  synchronized Map<String, Checkpoint> read() throws IOException {
    Optional<S3Objects.Stored> stored =
        etag.isEmpty() ? objects.get(NAME) : objects.changed(NAME, etag);
    if (stored.isPresent()) {
      content = lines(stored.get().content());
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
    Optional<String> put;
    do {
      Map<String, Checkpoint> all = new HashMap<>(read());
      more.forEach(checkpoint -> all.put(checkpoint.slice(), checkpoint));
      byte[] bytes = bytes(all.values());
      put = etag.isEmpty() ? objects.create(NAME, bytes) : objects.replace(NAME, bytes, etag);
      if (put.isPresent()) {
        content = all;
        etag = put.get();
      }
    } while (put.isEmpty());
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
