package io.tweetsentiment.emulators.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.schemas.files.PieceSummary;
import io.tweetsentiment.schemas.files.TweetFile;
import io.tweetsentiment.schemas.rules.TopicRule;
import io.tweetsentiment.schemas.rules.TweetObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Tweets from files: objects {@code {"data": {...}, "includes": {"users": [...], "tweets": [...]},
 * "topic": "name"}}, plain or gzip, usually one per line; {@link TweetFile} describes the other
 * forms.
 *
 * <p>Every piece of the files is served once. A piece that is not a tweet is served as the object
 * {@code {"id": "...", "malformed": {"source": "file:line", "reason": "...", "line": "..."}}}, with
 * {@code base64} instead of {@code line} when it is not valid UTF-8. It keeps its own time and
 * topic if it has them. Otherwise, it is served at the first instant of the corpus and under the
 * first topic. A tweet without a topic is also served under the first topic.
 */
public final class FileCorpus implements TweetCorpus {

  /** Why a piece is not a tweet, and its file and line. */
  private record Fault(String source, String reason) {}

  private record Line(int number, long at, int bytes, Fault fault) {}

  private final LineBlocks lines;
  private final Map<String, Line[]> byTopic;
  private final List<String> topics;

  private FileCorpus(LineBlocks lines, Map<String, Line[]> byTopic) {
    this.lines = lines;
    this.byTopic = byTopic;
    this.topics = List.copyOf(byTopic.keySet());
  }

  /** What is kept in memory about a piece while the files are read. */
  private record Entry(String topic, Instant createdAt, int bytes, Fault fault) {}

  /**
   * Reads the files into memory, compressed.
   *
   * @throws IOException when a file is missing, cannot be opened, or is empty; the message names it
   */
  public static FileCorpus read(List<Path> files) throws IOException {
    LineBlocks lines = new LineBlocks();
    List<Entry> entries = new ArrayList<>();
    Map<String, String> topics = new HashMap<>();
    for (Path file : files) {
      int before = entries.size();
      TweetFile.forEachPiece(
          file,
          piece -> {
            lines.add(piece.bytes());
            entries.add(entry(file, piece, topics));
          });
      if (entries.size() == before) {
        throw new IOException("tweets file " + file + " is empty");
      }
    }
    lines.sealed();
    return new FileCorpus(lines, index(entries, fallback(files.get(0))));
  }

  private static Entry entry(Path file, TweetFile.Piece piece, Map<String, String> topics) {
    PieceSummary facts = PieceSummary.of(piece);
    Fault fault =
        facts.fault() == null
            ? null
            : new Fault(file.getFileName() + ":" + piece.line(), facts.fault());
    // Equal topics share one string.
    String topic =
        facts.topic() == null ? null : topics.computeIfAbsent(facts.topic(), name -> name);
    return new Entry(topic, facts.createdAt(), piece.bytes().length, fault);
  }

  /** The topic that is derived from the name of a file; "tweets" when the name cannot be one. */
  private static String fallback(Path file) {
    String stem = TweetFile.stem(file).strip();
    return stem.isEmpty() || TopicRule.problem(stem).isPresent() ? "tweets" : stem;
  }

  private static Map<String, Line[]> index(List<Entry> entries, String nameOfFile) {
    String fallback =
        entries.stream().map(Entry::topic).filter(t -> t != null).findFirst().orElse(nameOfFile);
    long first =
        entries.stream()
            .map(Entry::createdAt)
            .filter(at -> at != null)
            .mapToLong(Instant::toEpochMilli)
            .min()
            .orElse(0);
    Map<String, List<Line>> byTopic = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      String topic = entry.topic() == null ? fallback : entry.topic();
      long at = entry.createdAt() == null ? first : entry.createdAt().toEpochMilli();
      byTopic
          .computeIfAbsent(topic, t -> new ArrayList<>())
          .add(new Line(i, at, entry.bytes(), entry.fault()));
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
    return topics;
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
  public int bytes(String topic, int position) {
    return byTopic.get(topic)[position].bytes();
  }

  @Override
  public CorpusObject object(String topic, int position) {
    Line line = byTopic.get(topic)[position];
    byte[] bytes = lines.line(line.number());
    if (line.fault() != null) {
      return malformed(line, bytes);
    }
    JsonNode tree = parse(bytes).orElseThrow();
    JsonNode includes = tree.path("includes");
    JsonNode tweets = includes.has("posts") ? includes.get("posts") : includes.path("tweets");
    return new CorpusObject((ObjectNode) tree.get("data"), includes.path("users"), tweets, false);
  }

  private static CorpusObject malformed(Line line, byte[] bytes) {
    JsonNode missing = MissingNode.getInstance();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put(
        "id",
        parse(bytes)
            .flatMap(tree -> TweetObject.id(tree.path("data")))
            .orElseGet(() -> madeUpId(line.number(), bytes)));
    ObjectNode malformed = data.putObject("malformed");
    malformed.put("source", line.fault().source()).put("reason", line.fault().reason());
    try {
      malformed.put("line", UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      malformed.put("base64", Base64.getEncoder().encodeToString(bytes));
    }
    return new CorpusObject(data, missing, missing, true);
  }

  private static Optional<JsonNode> parse(byte[] bytes) {
    try {
      return Optional.of(TweetObject.parse(bytes));
    } catch (TweetObject.UnreadableException e) {
      return Optional.empty();
    }
  }

  /** 18 digits from the line and its number, so that equal lines get different ids. */
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
