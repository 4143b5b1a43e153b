package io.tweetsentiment.sql.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.sql.bucket.SinkBucket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The windows of the batch job's output, from its folder {@code sentiment-csv}. */
public final class BatchWindows {

  private static final int COLUMNS = 11;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private BatchWindows() {}

  /**
   * Reads the windows of a range.
   *
   * @param output output of the job: a folder, or {@code s3://} of the sinks' bucket
   * @throws IOException when the folder cannot be read
   * @throws IllegalArgumentException when a line is none of the job's
   */
  public static Map<WindowKey, WindowValues> read(String output, SinkBucket bucket, DayRange range)
      throws IOException {
    Map<WindowKey, WindowValues> windows = new TreeMap<>();
    String prefix = bucket.address("");
    if (output.startsWith(prefix)) {
      String folder = output.substring(prefix.length()) + "/sentiment-csv/";
      for (String key : bucket.keys(folder)) {
        if (key.endsWith(".csv")) {
          bucket.text(key).lines().forEach(line -> add(windows, line, range));
        }
      }
      return windows;
    }
    Path folder = Path.of(output, "sentiment-csv");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
        try (BufferedReader lines =
            new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
          lines.lines().forEach(line -> add(windows, line, range));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return windows;
  }

  private static void add(Map<WindowKey, WindowValues> windows, String line, DayRange range) {
    List<String> fields = fields(line);
    if (fields.size() != COLUMNS) {
      throw new IllegalArgumentException(
          "the line '"
              + line
              + "' of sentiment-csv has not the "
              + COLUMNS
              + " columns of the job");
    }
    WindowKey key =
        new WindowKey(
            LocalDateTime.parse(fields.get(1), TIME).toInstant(ZoneOffset.UTC), fields.get(0));
    if (range.contains(key.start())) {
      List<BigDecimal> numbers =
          fields.subList(3, COLUMNS).stream()
              .map(number -> WindowValues.fourDecimals(new BigDecimal(number)))
              .toList();
      windows.put(
          key, new WindowValues(Long.parseLong(fields.get(2)), numbers, OptionalLong.empty(), ""));
    }
  }

  /** The fields of a line; a topic, the only text, has no line breaks. */
  static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && isQuoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == ',' && !isQuoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
