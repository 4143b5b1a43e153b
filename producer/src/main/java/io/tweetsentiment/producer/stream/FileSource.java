package io.tweetsentiment.producer.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.failure.Sleeper;
import io.tweetsentiment.producer.x.Decoded;
import io.tweetsentiment.producer.x.TweetReader;
import io.tweetsentiment.schemas.files.PieceSummary;
import io.tweetsentiment.schemas.files.TweetFile;
import io.tweetsentiment.schemas.rules.Fingerprint;
import io.tweetsentiment.schemas.rules.TopicRule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tweets file, in the order of the file. The position is {@code <pieces>/<hash of the first
 * piece>/<hash of the last one>}, so that a file that was replaced or cut is read from its
 * beginning. What cannot be read and may be the beginning of something that is still being written
 * is left for the next start.
 */
public final class FileSource implements PostSource {

  private static final Logger log = LoggerFactory.getLogger(FileSource.class);
  private static final int BATCH = 500;
  private static final int HASH = 16;

  /** The longest wait for a tweet. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Path file;
  private final List<String> topics;
  private final double speed;
  private final Clock clock;
  private final Sleeper sleeper;

  /**
   * A file.
   *
   * @param topics the only topics that are read; empty for all. A tweet without a topic has the
   *     first one, or the name of the file
   * @param speed how many times faster than it was written a file is read; 0 for as fast as
   *     possible
   */
  public FileSource(Path file, List<String> topics, double speed, Clock clock, Sleeper sleeper) {
    this.file = file.toAbsolutePath().normalize();
    this.topics = List.copyOf(topics);
    this.speed = speed;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  @Override
  public String name() {
    return "file:" + file;
  }

  @Override
  public String search() {
    return topics.isEmpty() ? name() : Search.of(topics);
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public void read(Optional<String> position, Receiver receiver)
      throws IOException, InterruptedException {
    if (!readFrom(position, receiver)) {
      log.warn("{} is not the file that was read before; it is read from its beginning", file);
      readFrom(Optional.empty(), receiver);
    }
  }

  /** Returns false, and has read nothing, when the position is of another content. */
  private boolean readFrom(Optional<String> position, Receiver receiver)
      throws IOException, InterruptedException {
    Reading reading = new Reading(position, receiver);
    try {
      TweetFile.forEachPiece(file, reading::piece);
      return reading.end();
    } catch (ReplacedException e) {
      return false;
    } catch (StoppedException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      return true;
    } catch (IOException e) {
      throw new IngestException(e.getMessage() + " (file). Correct --file.", e);
    }
  }

  /** Ends the reading of a file from within. */
  private static final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoppedException(Exception cause) {
      super(cause);
    }
  }

  /** The file is not the one that the position is of. */
  private static final class ReplacedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  /** One reading of the file, from a position on. */
  private final class Reading {

    private final Receiver receiver;
    private final String[] before;
    private final long skip;
    private final Set<String> wanted = Set.copyOf(topics);
    private final List<Item> batch = new ArrayList<>();

    /** Pieces since one that may be unfinished; what follows it may be a part of it. */
    private final List<TweetFile.Piece> held = new ArrayList<>();

    private long pieces;
    private String first = "";
    private String last = "";
    private Instant firstWritten;
    private Instant firstRead;
    private boolean gap;

    Reading(Optional<String> position, Receiver receiver) {
      this.receiver = receiver;
      this.before = position.orElse("0//").split("/", -1);
      this.skip = Long.parseLong(before[0]);
    }

    void piece(TweetFile.Piece piece) {
      if (piece.end() == TweetFile.End.BROKEN) {
        send();
        throw new IngestException(
            file
                + " (file), line "
                + piece.line()
                + ": "
                + piece.fault()
                + ". Repair it, then run the same command again: it goes on there.");
      }
      if (PieceSummary.of(piece).fault() == null) {
        held.forEach(this::take);
        held.clear();
        take(piece);
      } else if (!held.isEmpty() || piece.end() == TweetFile.End.OPEN) {
        held.add(piece);
      } else {
        take(piece);
      }
    }

    private void take(TweetFile.Piece piece) {
      last = hash(piece);
      if (pieces == 0) {
        first = last;
        require(skip == 0 || first.equals(before[1]));
      }
      pieces++;
      if (pieces == skip && before.length > 2) {
        require(last.equals(before[2]));
      }
      if (pieces <= skip) {
        return;
      }
      PieceSummary summary = PieceSummary.of(piece);
      String topic = Optional.ofNullable(summary.topic()).orElseGet(FileSource.this::fallback);
      if (wanted.isEmpty() || wanted.contains(topic)) {
        await(summary.createdAt());
        batch.add(new Item(decoded(piece, summary, topic), position()));
      }
      if (batch.size() >= BATCH) {
        send();
      }
    }

    private static void require(boolean same) {
      if (!same) {
        throw new ReplacedException();
      }
    }

    private static String hash(TweetFile.Piece piece) {
      return Fingerprint.ofReceived(new String(piece.bytes(), UTF_8)).substring(0, HASH);
    }

    /** Returns false when the file ends before the position. */
    boolean end() {
      if (pieces < skip) {
        return false;
      }
      send();
      if (!held.isEmpty()) {
        log.warn(
            "{}: what begins in line {} is not finished, so it is not sent: {}. The next start"
                + " reads it again.",
            file,
            held.get(0).line(),
            held.get(0).fault());
      }
      return true;
    }

    private Decoded decoded(TweetFile.Piece piece, PieceSummary summary, String topic) {
      String place = file.getFileName() + ":" + piece.line();
      JsonNode json = piece.json();
      return TweetReader.recorded(
          json, piece.bytes(), Optional.ofNullable(summary.fault()), topic, place, clock.instant());
    }

    /** Waits until it is time for a tweet. One that is older than those before it is in time. */
    private void await(Instant written) {
      if (speed == 0 || written == null) {
        return;
      }
      if (firstWritten == null) {
        firstWritten = written;
        firstRead = clock.instant();
      }
      double millis = Duration.between(firstWritten, written).toMillis() / speed;
      if (millis - Duration.between(firstRead, clock.instant()).toMillis() > LONGEST.toMillis()) {
        // One is a wrong time, which must not hold up the others; several are a gap of the file.
        log.warn("{}: the wait until {} is not kept, it is longer than {}", file, written, LONGEST);
        firstWritten = gap ? written : firstWritten;
        firstRead = gap ? clock.instant() : firstRead;
        gap = !gap;
        return;
      }
      gap = false;
      Instant due = firstRead.plusMillis((long) millis);
      if (due.isAfter(clock.instant())) {
        send();
        try {
          sleeper.sleep(Duration.between(clock.instant(), due));
        } catch (InterruptedException e) {
          throw new StoppedException(e);
        }
      }
    }

    private String position() {
      return pieces + "/" + first + "/" + last;
    }

    private void send() {
      if (pieces <= skip) {
        return;
      }
      try {
        List<Item> items = List.copyOf(batch);
        batch.clear();
        if (!receiver.take(
            items, items.isEmpty() ? position() : items.get(items.size() - 1).position())) {
          throw new StoppedException(null);
        }
      } catch (IOException | InterruptedException e) {
        throw new StoppedException(e);
      }
    }
  }

  private String fallback() {
    if (!topics.isEmpty()) {
      return topics.get(0);
    }
    String stem = TweetFile.stem(file).strip();
    return stem.isEmpty() || TopicRule.problem(stem).isPresent() ? "tweets" : stem;
  }
}
