package io.tweetsentiment.streams.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.InvalidTopicException;

/** The dead letters that were sent back, by the marks in their topic. */
public final class RedriveMarks {

  /** The topic of the marks. */
  public static final String TOPIC = "tweets.dlq.redriven";

  private final Set<String> marked = new HashSet<>();

  private RedriveMarks() {}

  /**
   * Reads the marks.
   *
   * @param client properties of a Kafka client
   */
  public static RedriveMarks read(Map<String, Object> client) {
    RedriveMarks marks = new RedriveMarks();
    try {
      new LetterReader(client)
          .read(
              List.of(TOPIC),
              LetterFilter.ALL,
              mark -> marks.marked.add(new String(mark.record().key(), UTF_8)));
    } catch (InvalidTopicException e) {
      // Nothing was sent back so far.
      return marks;
    }
    return marks;
  }

  /**
   * What a redrive does with a letter; a letter that is to be sent is marked.
   *
   * @param edited the value to send; empty for the value as it was received
   */
  public Redrive.Result admit(FoundLetter letter, Optional<byte[]> edited) {
    if (letter.originTopic().isEmpty()) {
      return Redrive.Result.WITHOUT_ORIGIN;
    }
    if (letter.envelope().isPresent() && edited.isEmpty()) {
      return Redrive.Result.IN_ENVELOPE;
    }
    return marked.add(key(letter)) ? Redrive.Result.SENT : Redrive.Result.REPEATED;
  }

  /** The mark of a letter. The time tells letters of a topic apart that was created again. */
  static String key(FoundLetter letter) {
    return letter.position() + " " + letter.record().timestamp();
  }
}
