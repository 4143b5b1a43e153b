package io.tweetsentiment.streams.deadletters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Counts dead letters by topic, stage and reason. Reasons that differ only in numbers or in quoted
 * values are one.
 */
public final class LetterSummary {

  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final int LONGEST = 160;

  private record Kind(String topic, String stage, String reason) {}

  /**
   * The letters of one kind.
   *
   * @param first time of the oldest
   * @param last time of the newest
   * @param example position of the oldest
   */
  public record Line(
      String topic,
      String stage,
      String reason,
      long count,
      Instant first,
      Instant last,
      String example) {}

  private final Map<Kind, Line> lines = new LinkedHashMap<>();

  /** Counts a letter. */
  public void add(FoundLetter letter) {
    Kind kind = new Kind(letter.record().topic(), letter.stage(), pattern(letter.reason()));
    Instant time = Instant.ofEpochMilli(letter.record().timestamp());
    Line one =
        new Line(kind.topic(), kind.stage(), kind.reason(), 1, time, time, letter.position());
    lines.merge(kind, one, LetterSummary::sum);
  }

  /** The kinds, the most frequent first. */
  public List<Line> lines() {
    List<Line> sorted = new ArrayList<>(lines.values());
    sorted.sort(Comparator.comparingLong(Line::count).reversed());
    return sorted;
  }

  private static Line sum(Line known, Line added) {
    boolean isOlder = added.first().isBefore(known.first());
    return new Line(
        known.topic(),
        known.stage(),
        known.reason(),
        known.count() + added.count(),
        isOlder ? added.first() : known.first(),
        added.last().isAfter(known.last()) ? added.last() : known.last(),
        isOlder ? added.example() : known.example());
  }

  private static String pattern(String reason) {
    String line = reason.replaceAll("\\s+", " ").trim();
    String general = NUMBER.matcher(QUOTED.matcher(line).replaceAll("'...'")).replaceAll("N");
    return general.length() <= LONGEST ? general : general.substring(0, LONGEST) + "...";
  }
}
