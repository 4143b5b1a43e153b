package io.tweetsentiment.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Recorded tweets that are not part of the project, and counts of them that use none of the
 * project's code.
 */
final class Recorded {

  private Recorded() {}

  /**
   * A file of {@code replay} in the folder that {@code $TWEET_DATA} names, by default {@code
   * ../shared/data}; the test is skipped where it is absent.
   */
  static Path file(String name) {
    // Tests run in the module's folder, which is inside the project's folder.
    Path data =
        Optional.ofNullable(System.getenv("TWEET_DATA"))
            .map(Path::of)
            .orElse(Path.of("..", "..", "shared", "data"));
    Path file = data.resolve("replay").resolve(name).toAbsolutePath().normalize();
    Assumptions.assumeTrue(
        Files.isReadable(file), () -> "skipped: " + file + " is not there; set TWEET_DATA");
    return file;
  }

  /** Tweets by topic and quarter of an hour, such as {@code biden 2020-10-21 00:15:00}. */
  static Map<String, Integer> tweetsByQuarter(Path... files) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, Integer> counts = new TreeMap<>();
    for (Path file : files) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          JsonNode tweet = json.readTree(line);
          String time = tweet.at("/data/created_at").asText();
          int quarter = Integer.parseInt(time.substring(14, 16)) / 15 * 15;
          String start =
              String.format(
                  Locale.ROOT,
                  "%s %s %s:%02d:00",
                  tweet.get("topic").asText(),
                  time.substring(0, 10),
                  time.substring(11, 13),
                  quarter);
          counts.merge(start, 1, Integer::sum);
        }
      }
    }
    return counts;
  }
}
