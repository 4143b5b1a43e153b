package io.tweetsentiment.producer.stream;

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
 * piece>}, so that a file that was replaced is read from its beginning.
 */
public final class FileSource implements PostSource {

  private static final Logger log = LoggerFactory.getLogger(FileSource.class);
  private static final int BATCH = 500;
  private static final int HASH = 16;

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
  public void read(Optional<String> position, Receiver receiver)
      throws IOException, InterruptedException {
    Reading reading = new Reading(position, receiver);
    try {
      TweetFile.forEachPiece(file, reading::piece);
      reading.end();
    } catch (StoppedException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
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

  /** One reading of the file, from a position on. */
  private final class Reading {

    private final Receiver receiver;
    private final String[] before;
    private final Set<String> wanted = Set.copyOf(topics);
    private final List<Item> batch = new ArrayList<>();
    private long skip;
    private long pieces;
    private String hash = "";
    private Instant firstWritten;
    private Instant firstRead;

    Reading(Optional<String> position, Receiver receiver) {
      this.receiver = receiver;
      this.before = position.orElse("0/").split("/", 2);
    }

    void piece(TweetFile.Piece piece) {
      if (pieces == 0) {
        hash =
            Fingerprint.ofReceived(
                    new String(piece.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .substring(0, HASH);
        begin();
      }
      pieces++;
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

    private void begin() {
      if (before.length == 2 && before[1].equals(hash)) {
        skip = Long.parseLong(before[0]);
      } else if (before.length == 2 && !before[1].isEmpty()) {
        log.warn("{} is not the file that was read before; it is read from its beginning", file);
      }
    }

    void end() {
      send();
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
      return pieces + "/" + hash;
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
