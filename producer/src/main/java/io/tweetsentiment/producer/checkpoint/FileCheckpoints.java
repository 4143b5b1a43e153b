package io.tweetsentiment.producer.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.plan.Slice;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Checkpoints in a journal file: the identity of the run, one line of JSON for each slice, and a
 * line {@code {"spent":N}} whenever a limited run takes from its limit. A line is valid when it has
 * its line break; the next start cuts off a line that a crash left incomplete.
 *
 * <p>The file is not written through a channel, because an interrupt would close it.
 */
public final class FileCheckpoints implements CheckpointStore {

  private static final String SPENT = "{\"spent\":";

  private final Path file;
  private final Object sync = new Object();
  private final Map<String, Checkpoint> finished = new HashMap<>();
  private RandomAccessFile journal;
  private long spent;
  private long written;
  private long durable;

  public FileCheckpoints(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public synchronized Map<String, Checkpoint> open(RunIdentity run, boolean reset)
      throws IOException {
    Files.createDirectories(file.getParent());
    journal = new RandomAccessFile(file.toFile(), "rw");
    lock();
    if (reset) {
      journal.setLength(0);
    }
    byte[] content = new byte[Math.toIntExact(journal.length())];
    journal.readFully(content);
    int end = read(content, run);
    journal.setLength(end);
    journal.seek(end);
    if (end == 0) {
      append(run.json());
      journal.getFD().sync();
    }
    return Map.copyOf(finished);
  }

  /** Reads the complete lines and returns where they end. */
  private int read(byte[] content, RunIdentity run) throws IOException {
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        String line = new String(content, start, i - start, UTF_8);
        if (start == 0) {
          run.check(line, file.toString());
        } else {
          add(line);
        }
        start = i + 1;
      }
    }
    return start;
  }

  private void add(String line) throws IOException {
    try {
      if (line.startsWith(SPENT)) {
        spent += Checkpoint.JSON.readTree(line).path("spent").asLong();
        return;
      }
      Checkpoint checkpoint = Checkpoint.of(line);
      finished.put(checkpoint.slice(), checkpoint);
    } catch (IOException e) {
      throw new IOException(
          file + " contains a line that is not a checkpoint (" + line + "). Start with --reset.",
          e);
    }
  }

  private void lock() throws IOException {
    try {
      FileLock lock = journal.getChannel().tryLock();
      if (lock != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw inUse(e);
    }
    throw inUse(null);
  }

  private IngestException inUse(Exception cause) {
    return new IngestException(
        file + " is in use by another run. Stop it, or set another checkpoint.file.", cause);
  }

  @Override
  public Claim claim(Slice slice) {
    return Claim.GRANTED;
  }

  @Override
  public void release(Slice slice) {
    // Only this process uses the file, so no other one waits for the slice.
  }

  @Override
  public void complete(Checkpoint checkpoint) throws IOException {
    long mine;
    synchronized (this) {
      append(checkpoint.json());
      finished.put(checkpoint.slice(), checkpoint);
      mine = ++written;
    }
    synchronized (sync) {
      if (durable < mine) {
        // One sync makes the lines of all workers durable.
        long reached;
        synchronized (this) {
          reached = written;
        }
        journal.getFD().sync();
        durable = reached;
      }
    }
  }

  /** Not synced: the line survives a killed process, though not a power failure. */
  @Override
  public synchronized long spend(long tweets) throws IOException {
    if (tweets != 0) {
      append(SPENT + tweets + "}");
      spent += tweets;
    }
    return spent;
  }

  private void append(String line) throws IOException {
    journal.write((line + "\n").getBytes(UTF_8));
  }

  @Override
  public synchronized Map<String, Checkpoint> finished() {
    return Map.copyOf(finished);
  }

  @Override
  public synchronized void close() throws IOException {
    if (journal != null) {
      journal.close();
    }
  }
}
