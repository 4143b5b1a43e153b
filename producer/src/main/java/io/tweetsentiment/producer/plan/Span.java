package io.tweetsentiment.producer.plan;

import io.tweetsentiment.settings.SettingsException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A span {@code [start, end)} of event time.
 *
 * @param start first second
 * @param end first second after it
 */
public record Span(Instant start, Instant end) {

  /**
   * Reads a list {@code start/end} of instants.
   *
   * @throws SettingsException when one is not such a pair, overlaps the one before it, or is not
   *     within {@code [from, to)}
   */
  public static List<Span> list(List<String> texts, Instant from, Instant to) {
    List<Span> spans = new ArrayList<>();
    Instant before = from;
    for (String text : texts) {
      Span span = of(text);
      if (!span.start.isBefore(span.end) || span.start.isBefore(before) || span.end.isAfter(to)) {
        throw new SettingsException(
            "spans contains '"
                + text
                + "'; each span begins before it ends and after the one before it, within from ("
                + from
                + ") and to ("
                + to
                + ").");
      }
      before = span.end;
      spans.add(span);
    }
    return List.copyOf(spans);
  }

  /** The intersection with another span; may be empty. */
  public Span within(Span other) {
    return new Span(
        start.isBefore(other.start) ? other.start : start,
        end.isAfter(other.end) ? other.end : end);
  }

  public boolean isEmpty() {
    return !start.isBefore(end);
  }

  boolean isInWholeSeconds() {
    return start.equals(start.truncatedTo(ChronoUnit.SECONDS))
        && end.equals(end.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Span of(String text) {
    String[] bounds = text.split("/", -1);
    try {
      if (bounds.length == 2) {
        return new Span(Instant.parse(bounds[0]), Instant.parse(bounds[1]));
      }
    } catch (DateTimeParseException e) {
      throw new SettingsException(form(text), e);
    }
    throw new SettingsException(form(text));
  }

  private static String form(String text) {
    return "spans contains '"
        + text
        + "'; it takes pairs such as 2020-10-21T00:00:00Z/2020-10-22T00:00:00Z, separated by"
        + " commas.";
  }
}
