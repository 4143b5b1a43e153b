package io.tweetsentiment.producer.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.plan.Slice;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checkpoints in a journal file, see {@link Journal}. A line is valid when it has its line break;
 * the next start cuts off a line that a crash or a full disk left incomplete.
 *
 * <p>The file is not written through a channel, because an interrupt would close it. The lock is on
 * a file of its own, {@code <journal>.lock}, which stays: the system drops the locks of a process
 * on a file as soon as the process closes that file anywhere, as every reader of the journal does.
 */
public final class FileCheckpoints implements CheckpointStore {

  /** Locks of this process: opening a locked file a second time and closing it drops the lock. */
  private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final Object sync = new Object();
  private Journal content;
  private RandomAccessFile lock;
  private boolean locking;
  private RandomAccessFile journal;
  private long end;
  private long written;
  private long durable;

  public FileCheckpoints(Path file) {
    this.file = file.toAbsolutePath();
  }

  /**
   * Reads a journal that another process may be writing.
   *
   * @throws IngestException when there is none
   */
  public static Journal read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IngestException(
          "there is no journal "
              + file
              + ": nothing was fetched with these settings. checkpoint.file names it.");
    }
    Journal content = new Journal(file.toString());
    content.read(Files.newInputStream(file));
    return content;
  }

  @Override
  public synchronized Map<String, Checkpoint> open(RunIdentity run, boolean reset)
      throws IOException {
    Files.createDirectories(file.getParent());
    lock();
    journal = new RandomAccessFile(file.toFile(), "rw");
    if (reset) {
      journal.setLength(0);
    }
    content = new Journal(file.toString());
    end = content.read(Files.newInputStream(file));
    journal.setLength(end);
    journal.seek(end);
    content.identity().ifPresent(stored -> run.check(stored, file.toString()));
    if (content.identity().map(stored -> stored.journal() < RunIdentity.VERSION).orElse(true)) {
      // Lines behind an identity of this version have ids of this version.
      append(run.json());
      journal.getFD().sync();
    }
    return content.checkpoints();
  }

  private void lock() throws IOException {
    if (!LOCKED.add(file)) {
      throw inUse();
    }
    locking = true;
    boolean locked = false;
    try {
      lock = new RandomAccessFile(file.resolveSibling(file.getFileName() + ".lock").toFile(), "rw");
      locked = lock.getChannel().tryLock() != null;
    } finally {
      if (!locked) {
        unlock();
      }
    }
    if (!locked) {
      throw inUse();
    }
  }

  private void unlock() throws IOException {
    try {
      if (lock != null) {
        lock.close();
      }
    } finally {
      lock = null;
      if (locking) {
        LOCKED.remove(file);
        locking = false;
      }
    }
  }

  private IngestException inUse() {
    return new IngestException(
        file + " is in use by another run. Stop it, or set another checkpoint.file.");
  }

  @Override
  public synchronized Claim claim(Slice slice) {
    Checkpoint known = content.checkpoints().get(slice.id());
    if (known == null) {
      return new Claim(Answer.GRANTED, Checkpoint.begun(slice.id()));
    }
    return new Claim(known.isDone() ? Answer.ENDED : Answer.GRANTED, known);
  }

  @Override
  public void release(Slice slice) {
    // Only this process uses the file, so no other one waits for the slice.
  }

  @Override
  public void renew() {
    // The lock on the file lasts as long as the process.
  }

  @Override
  public void save(Checkpoint checkpoint) throws IOException {
    long mine;
    synchronized (this) {
      append(checkpoint.json());
      content.put(checkpoint);
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
  public synchronized Spending spend(Spending spending) throws IOException {
    if (!spending.equals(Spending.NONE)) {
      append(spending.json());
      content.add(spending);
    }
    return content.spent();
  }

  /** A line that a full disk cuts is taken back, so that the next line does not continue it. */
  private void append(String line) throws IOException {
    byte[] bytes = (line + "\n").getBytes(UTF_8);
    try {
      journal.write(bytes);
      end += bytes.length;
    } catch (IOException e) {
      journal.setLength(end);
      journal.seek(end);
      throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized Map<String, Checkpoint> all() {
    return content.checkpoints();
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      if (journal != null) {
        journal.close();
      }
    } finally {
      unlock();
    }
  }
}
