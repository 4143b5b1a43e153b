package io.tweetsentiment.standalone.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Tweets from files: a line each, {@code {"data": {...}, "includes": {"users": [...], "tweets":
 * [...]}, "topic": "name"}}, plain or gzip.
 *
 * <p>Every line is served once. A line that is not such an object becomes the object {@code {"id",
 * "malformed": the line}} at the corpus's first instant; so does, at that instant but unchanged, a
 * tweet without a readable {@code created_at}. Lines without a topic count under the first topic.
 */
public final class FileCorpus implements TweetCorpus {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Line(int number, long at, boolean malformed) {}

  private final LineBlocks lines;
  private final Map<String, Line[]> byTopic;

  private FileCorpus(LineBlocks lines, Map<String, Line[]> byTopic) {
    this.lines = lines;
    this.byTopic = byTopic;
  }

  /**
   * Reads the files into memory, compressed.
   *
   * @throws IOException when a file is missing, unreadable, truncated, or has no line; the message
   *     names it
   */
  public static FileCorpus read(List<Path> files) throws IOException {
    LineBlocks lines = new LineBlocks();
    List<LineFacts> facts = new ArrayList<>();
    for (Path file : files) {
      int before = facts.size();
      TweetFile.forEachLine(
          file,
          line -> {
            lines.add(line);
            facts.add(LineFacts.of(line));
          });
      if (facts.size() == before) {
        throw new IOException("tweets file " + file + " has no line");
      }
    }
    lines.sealed();
    return new FileCorpus(lines, index(facts, TweetFile.stem(files.get(0))));
  }

  private static Map<String, Line[]> index(List<LineFacts> facts, String nameOfFile) {
    String fallback =
        facts.stream().map(LineFacts::topic).filter(t -> t != null).findFirst().orElse(nameOfFile);
    long first =
        facts.stream()
            .map(LineFacts::createdAt)
            .filter(at -> at != null)
            .mapToLong(Instant::toEpochMilli)
            .min()
            .orElse(0);
    Map<String, List<Line>> byTopic = new LinkedHashMap<>();
    for (int i = 0; i < facts.size(); i++) {
      LineFacts line = facts.get(i);
      String topic = line.topic() == null ? fallback : line.topic();
      long at = line.createdAt() == null ? first : line.createdAt().toEpochMilli();
      byTopic.computeIfAbsent(topic, t -> new ArrayList<>()).add(new Line(i, at, line.malformed()));
    }
    Map<String, Line[]> sorted = new LinkedHashMap<>();
    byTopic.forEach((topic, list) -> sorted.put(topic, sort(list)));
    return sorted;
  }

  private static Line[] sort(List<Line> list) {
    Line[] sorted = list.toArray(new Line[0]);
    Arrays.sort(sorted, (a, b) -> Long.compare(a.at(), b.at()));
    return sorted;
  }

  @Override
  public List<String> topics() {
    return List.copyOf(byTopic.keySet());
  }

  @Override
  public int size(String topic) {
    return byTopic.containsKey(topic) ? byTopic.get(topic).length : 0;
  }

  @Override
  public Instant at(String topic, int position) {
    return Instant.ofEpochMilli(byTopic.get(topic)[position].at());
  }

  @Override
  public Found found(String topic, int position) {
    Line line = byTopic.get(topic)[position];
    byte[] bytes = lines.line(line.number());
    if (line.malformed()) {
      ObjectNode data = JSON.createObjectNode().put("id", madeUpId(line.number(), bytes));
      data.put("malformed", new String(bytes, StandardCharsets.UTF_8));
      return new Found(data, JSON.missingNode(), JSON.missingNode(), true);
    }
    try {
      JsonNode tree = JSON.readTree(bytes);
      JsonNode includes = tree.path("includes");
      JsonNode tweets = includes.has("posts") ? includes.get("posts") : includes.path("tweets");
      return new Found((ObjectNode) tree.get("data"), includes.path("users"), tweets, false);
    } catch (IOException e) {
      throw new UncheckedIOException("line " + line.number() + " was JSON when it was read", e);
    }
  }

  /** 18 digits from the line and its number, so that equal lines stay apart. */
  private static String madeUpId(int number, byte[] line) {
    CRC32 crc = new CRC32();
    crc.update(line);
    return String.format(Locale.ROOT, "%010d%08d", crc.getValue(), number);
  }

  @Override
  public List<Deletion> deletions(String topic, Instant start, Instant end) {
    return List.of();
  }
}
