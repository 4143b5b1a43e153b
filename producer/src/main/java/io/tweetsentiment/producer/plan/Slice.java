package io.tweetsentiment.producer.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.schemas.rules.Fingerprint;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A span {@code [start, end)} of event time under one topic: the unit that is planned and claimed.
 *
 * @param topic subject that is searched for
 * @param query query of the topic
 * @param start first second
 * @param end first second after it
 * @param look 0 for the first search, 1 for the second one, which finds edits
 */
public record Slice(String topic, String query, Instant start, Instant end, int look) {

  /** A checkpoint may be an object in S3, whose name has at most 1,024 bytes. */
  private static final int LONGEST_TOPIC = 600;

  private static final String AGAIN = "again_";

  /** A slice that is searched for the first time. */
  public Slice(String topic, String query, Instant start, Instant end) {
    this(topic, query, start, end, 0);
  }

  /** A slice of a topic that is its own query. */
  public Slice(String topic, Instant start, Instant end) {
    this(topic, topic, start, end, 0);
  }

  /** Name of the slice in checkpoints: start, end, topic and query. It is the same in every run. */
  public String id() {
    return (look == 0 ? "" : AGAIN) + start + "_" + end + "_" + name(topic, query);
  }

  public Span span() {
    return new Span(start, end);
  }

  /** The same slice, searched for the second time. */
  public Slice again() {
    return new Slice(topic, query, start, end, 1);
  }

  /** The part of this slice in a span. */
  public Slice within(Span span) {
    Span part = span.within(span());
    return new Slice(topic, query, part.start(), part.end(), look);
  }

  /** The form of a topic in the id, when it is its own query. */
  public static String name(String topic) {
    String encoded = URLEncoder.encode(topic, UTF_8);
    return encoded.length() <= LONGEST_TOPIC
        ? encoded
        : encoded.substring(0, LONGEST_TOPIC) + "~" + Fingerprint.ofReceived(topic);
  }

  /** The form of a topic and its query in the id: the name, and a hash of another query. */
  public static String name(String topic, String query) {
    return query.equals(topic)
        ? name(topic)
        : name(topic) + "~q" + Fingerprint.ofReceived(query).substring(0, 12);
  }

  /**
   * What the id of a slice contains.
   *
   * @param name topic and query, see {@link #name(String, String)}
   */
  public record Id(String name, Span span, boolean again) {

    /** Whether a slice is of this topic, with whichever query. */
    public boolean isOf(String topic) {
      String plain = Slice.name(topic);
      return name.equals(plain) || name.startsWith(plain + "~q");
    }
  }

  /** Reads an id; empty when the text is none. */
  public static Optional<Id> read(String id) {
    boolean again = id.startsWith(AGAIN);
    String[] parts = (again ? id.substring(AGAIN.length()) : id).split("_", 3);
    try {
      return parts.length == 3
          ? Optional.of(
              new Id(parts[2], new Span(Instant.parse(parts[0]), Instant.parse(parts[1])), again))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
