package io.tweetsentiment.sentiment.remote;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;

/**
 * A file with what was spent on a service. Several processes may share it. A kill of the process
 * loses nothing, because each update is a single write.
 *
 * <p>Threading: thread-safe.
 */
final class BudgetFile {

  /** The lock of a file is for other processes; this one is for the threads of this process. */
  private static final Object LOCK = new Object();

  private static final int LENGTH = 160;
  private static final int FIELDS = 6;

  private final Path file;

  /**
   * What was spent.
   *
   * @param day days since 1970-01-01
   * @param documentsOfDay documents of that day
   * @param nanosOfDay billionths of a dollar of that day
   * @param documents documents in all
   * @param nanos billionths of a dollar in all
   */
  record Spent(long day, long documentsOfDay, long nanosOfDay, long documents, long nanos) {

    static final Spent NOTHING = new Spent(0, 0, 0, 0, 0);

    /** The same on a later day, of which nothing is spent yet. */
    Spent on(long today) {
      return today > day ? new Spent(today, 0, 0, documents, nanos) : this;
    }

    Spent plus(long moreDocuments, long moreNanos) {
      return new Spent(
          day,
          documentsOfDay + moreDocuments,
          nanosOfDay + moreNanos,
          documents + moreDocuments,
          nanos + moreNanos);
    }
  }

  BudgetFile(Path file) {
    this.file = file;
  }

  Spent read() throws IOException {
    return update(spent -> spent);
  }

  /**
   * Changes what was spent.
   *
   * @param change may throw an exception, and then nothing is changed
   */
  Spent update(UnaryOperator<Spent> change) throws IOException {
    synchronized (LOCK) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel =
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        Spent before = parse(channel);
        Spent after = change.apply(before);
        if (!after.equals(before) && lock.isValid()) {
          channel.write(ByteBuffer.wrap(line(after).getBytes(US_ASCII)), 0);
        }
        return after;
      }
    }
  }

  private Spent parse(FileChannel channel) throws IOException {
    if (channel.size() == 0) {
      return Spent.NOTHING;
    }
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // Reads on.
    }
    String line = new String(bytes.array(), 0, bytes.position(), US_ASCII).trim();
    try {
      long[] fields = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
      if (fields.length == FIELDS) {
        Spent spent = new Spent(fields[0], fields[1], fields[2], fields[3], fields[4]);
        if (fields[5] == checksum(spent)) {
          return spent;
        }
      }
    } catch (NumberFormatException e) {
      // Damaged, see below.
    }
    throw new IOException(
        file + " is damaged, so nobody knows what is spent; delete it to begin at 0");
  }

  private static String line(Spent spent) {
    return String.format("%-" + (LENGTH - 1) + "s%n", numbers(spent) + " " + checksum(spent));
  }

  private static String numbers(Spent spent) {
    return spent.day()
        + " "
        + spent.documentsOfDay()
        + " "
        + spent.nanosOfDay()
        + " "
        + spent.documents()
        + " "
        + spent.nanos();
  }

  private static long checksum(Spent spent) {
    CRC32 sum = new CRC32();
    sum.update(numbers(spent).getBytes(US_ASCII));
    return sum.getValue();
  }
}
