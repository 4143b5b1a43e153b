package io.tweetsentiment.sentiment.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.sentiment.Scores;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scores of texts on disk, for the time after a restart: a hash table of fixed size. A text has
 * its place in one of a few neighbouring slots, and replaces the oldest of them, so the file never
 * grows and needs no reading at the start. It may lose a text; it never returns a wrong one: a slot
 * has the hash of its text, 128 bits, and a checksum, which a half-written slot does not meet. So
 * it needs neither a lock nor a recovery, and several processes may share it.
 *
 * <p>Threading: thread-safe.
 */
final class ScoreFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ScoreFile.class);

  private static final int HASH = 16;
  private static final int SCORES = 4;

  /** Hash, time, scores, checksum. */
  private static final int SLOT = HASH + Long.BYTES + SCORES * Double.BYTES + Long.BYTES;

  private static final int WAYS = 4;
  private static final int BUCKET = WAYS * SLOT;

  private final Path file;
  private final String engine;
  private final FileChannel channel;
  private final long buckets;
  private final Duration age;
  private final Clock clock;
  private volatile boolean isBroken;

  /**
   * Opens the table; creates it if there is none.
   *
   * @param engine name and version of the engine whose scores are kept, and all else that decides
   *     them: those of another one are not found
   * @param bytes greatest size; a table of another size is used as far as it fits
   * @param age scores that are older are not used
   */
  ScoreFile(Path file, String engine, long bytes, Duration age, Clock clock) throws IOException {
    this.file = file;
    this.engine = engine;
    this.buckets = Math.max(1, bytes / BUCKET);
    this.age = age;
    this.clock = clock;
    Files.createDirectories(file.toAbsolutePath().getParent());
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (channel.size() > buckets * BUCKET) {
      channel.truncate(buckets * BUCKET);
    }
  }

  /** The scores of a text; empty when it has none. */
  Optional<Scores> find(String route, String text) {
    byte[] hash = hash(route, text);
    try {
      byte[] bucket = bucket(hash);
      for (int way = 0; way < WAYS; way++) {
        int slot = way * SLOT;
        if (isOf(bucket, slot, hash) && isValid(bucket, slot) && !isOld(time(bucket, slot))) {
          return Optional.of(scores(bucket, slot + HASH + Long.BYTES));
        }
      }
    } catch (IOException e) {
      fail(e);
    }
    return Optional.empty();
  }

  /** Keeps the scores of a text. */
  void put(String route, String text, Scores scores) {
    byte[] hash = hash(route, text);
    try {
      byte[] bucket = bucket(hash);
      int place = 0;
      for (int way = 1; way < WAYS; way++) {
        int slot = way * SLOT;
        boolean isSame = isOf(bucket, slot, hash);
        if (isSame || (!isOf(bucket, place, hash) && age(bucket, slot) < age(bucket, place))) {
          place = slot;
        }
      }
      ByteBuffer slot = ByteBuffer.allocate(SLOT);
      slot.put(hash).putLong(clock.millis());
      slot.putDouble(scores.positive()).putDouble(scores.negative());
      slot.putDouble(scores.neutral()).putDouble(scores.mixed());
      slot.putLong(checksum(slot.array(), 0)).flip();
      channel.write(slot, position(hash) + place);
    } catch (IOException e) {
      fail(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Without the file, texts are only paid again. */
  private void fail(IOException e) {
    if (!isBroken) {
      isBroken = true;
      LOG.warn(
          "The scores in {} cannot be used, so texts that occur again after a restart"
              + " are paid again: {}",
          file,
          e.toString());
    }
  }

  private byte[] bucket(byte[] hash) throws IOException {
    ByteBuffer bucket = ByteBuffer.allocate(BUCKET);
    long position = position(hash);
    while (bucket.hasRemaining()) {
      if (channel.read(bucket, position + bucket.position()) < 0) {
        break;
      }
    }
    return bucket.array();
  }

  private long position(byte[] hash) {
    return Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), buckets) * BUCKET;
  }

  private static boolean isOf(byte[] bucket, int slot, byte[] hash) {
    return Arrays.equals(bucket, slot, slot + HASH, hash, 0, HASH);
  }

  private static boolean isValid(byte[] bucket, int slot) {
    return ByteBuffer.wrap(bucket).getLong(slot + SLOT - Long.BYTES) == checksum(bucket, slot);
  }

  /** Never 0, which is the checksum in an empty slot. */
  private static long checksum(byte[] bytes, int slot) {
    CRC32 sum = new CRC32();
    sum.update(bytes, slot, SLOT - Long.BYTES);
    return sum.getValue() + 1;
  }

  private static long time(byte[] bucket, int slot) {
    return ByteBuffer.wrap(bucket).getLong(slot + HASH);
  }

  /** The time of a slot; that of an empty or damaged slot is 0. */
  private static long age(byte[] bucket, int slot) {
    return isValid(bucket, slot) ? time(bucket, slot) : 0;
  }

  private boolean isOld(long time) {
    return clock.millis() - time > age.toMillis();
  }

  private static Scores scores(byte[] bucket, int at) {
    ByteBuffer numbers = ByteBuffer.wrap(bucket, at, SCORES * Double.BYTES);
    return new Scores(
        numbers.getDouble(), numbers.getDouble(), numbers.getDouble(), numbers.getDouble());
  }

  private byte[] hash(String route, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {engine, route, text}) {
        byte[] bytes = part.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return Arrays.copyOf(digest.digest(), HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
