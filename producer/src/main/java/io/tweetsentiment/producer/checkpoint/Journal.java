package io.tweetsentiment.producer.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.producer.failure.IngestException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The content of a journal file: the identity of the run, then lines of JSON. A line is a
 * checkpoint, of which the last one of a slice counts, or {@code {"spent":N,"requests":N,"cost":N}}
 * whenever the run takes from its limits. An earlier version had other ids; lines before an
 * identity of this version are read as that version wrote them.
 *
 * <p>Threading: not safe.
 */
public final class Journal {

  private static final String SPENT = "{\"spent\":";

  private final String file;
  private final Map<String, Checkpoint> checkpoints = new HashMap<>();
  private Spending spent = Spending.NONE;
  private RunIdentity identity;

  Journal(String file) {
    this.file = file;
  }

  /** Reads the complete lines, closes the stream, and returns where the lines end. */
  long read(InputStream in) throws IOException {
    long end = 0;
    try (InputStream bytes = new BufferedInputStream(in, 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = bytes.read(); b >= 0; b = bytes.read()) {
        if (b == '\n') {
          add(line.toString(UTF_8));
          end += line.size() + 1L;
          line.reset();
        } else {
          line.write(b);
        }
      }
    }
    return end;
  }

  private void add(String line) throws IOException {
    if (identity == null || line.startsWith("{\"journal\":")) {
      identity = RunIdentity.of(line, file);
      return;
    }
    try {
      if (line.startsWith(SPENT)) {
        add(Spending.of(Checkpoint.JSON.readTree(line)));
      } else {
        put(identity.today(Checkpoint.of(line)));
      }
    } catch (IOException e) {
      throw new IngestException(
          file
              + " contains a line that is not a checkpoint ("
              + line
              + "). Remove that line, or start with --reset.",
          e);
    }
  }

  void put(Checkpoint checkpoint) {
    checkpoints.put(checkpoint.slice(), checkpoint);
  }

  void add(Spending spending) {
    spent = spent.plus(spending);
  }

  Optional<RunIdentity> identity() {
    return Optional.ofNullable(identity);
  }

  /** The last checkpoint of each slice, by its id. */
  public Map<String, Checkpoint> checkpoints() {
    return Map.copyOf(checkpoints);
  }

  public Spending spent() {
    return spent;
  }
}
