package io.tweetsentiment.emulators.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.emulators.x.Search;
import io.tweetsentiment.emulators.x.SharedFiles;
import io.tweetsentiment.emulators.x.XEmulator;
import io.tweetsentiment.schemas.files.TweetFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileCorpusTest {
  @TempDir Path directory;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Path gzip(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static String line(String id, String at, String topic) {
    return "{\"data\":{\"id\":\""
        + id
        + "\",\"text\":\"t 😀\",\"created_at\":\""
        + at
        + "\"},\"topic\":\""
        + topic
        + "\"}\n";
  }

  private static List<String> ids(TweetCorpus corpus, String topic) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < corpus.size(topic); i++) {
      ids.add(corpus.object(topic, i).data().get("id").asText());
    }
    return ids;
  }

  @Test
  void shouldOrderByTimeWhenFilesAreUnorderedPlainAndCompressed() throws IOException {
    Path one =
        file(
            "one.jsonl",
            line("3", "2026-01-01T00:03:00.000Z", "tea")
                + "\n  \r\n"
                + line("1", "2026-01-01T00:01:00Z", "tea"));
    Path two =
        gzip(
            "two.jsonl.gz",
            line("2", "2026-01-01T00:02:00Z", "tea") + line("9", "2026-01-02T10:07:00Z", "milk"));
    FileCorpus corpus = FileCorpus.read(List.of(one, two));
    assertThat(corpus.topics()).containsExactly("tea", "milk");
    assertThat(ids(corpus, "tea")).containsExactly("1", "2", "3");
    assertThat(corpus.size("none")).isZero();
    assertThat(corpus.earliest(List.of("tea", "milk")))
        .contains(Instant.parse("2026-01-01T00:01:00Z"));
    assertThat(corpus.latest(List.of("tea"))).contains(Instant.parse("2026-01-01T00:03:00Z"));
    assertThat(corpus.span(corpus.topics(), Duration.ofMinutes(15)))
        .contains(
            new TimeSpan(
                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T10:15:00Z")));
    assertThat(corpus.span(List.of("none"), Duration.ofMinutes(15))).isEmpty();
  }

  /** How each piece is served: {@code id}, or {@code line: reason}, in order of the lines. */
  private static List<String> pieces(TweetCorpus corpus) {
    List<String> good = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    for (String topic : corpus.topics()) {
      for (int i = 0; i < corpus.size(topic); i++) {
        JsonNode data = corpus.object(topic, i).data();
        JsonNode malformed = data.path("malformed");
        if (malformed.isMissingNode()) {
          good.add(data.path("id").asText());
        } else {
          String source = malformed.path("source").asText();
          bad.add(
              source.substring(source.indexOf(':') + 1) + ": " + malformed.path("reason").asText());
        }
      }
    }
    good.addAll(bad);
    return good;
  }

  private List<String> pieces(String text) throws IOException {
    return pieces(FileCorpus.read(List.of(file("tea.jsonl", text))));
  }

  private List<String> pieces(byte[] bytes) throws IOException {
    return pieces(FileCorpus.read(List.of(Files.write(directory.resolve("tea.jsonl"), bytes))));
  }

  private static String tweet(String id) {
    return line(id, "2026-01-01T00:05:00Z", "tea").strip();
  }

  @Test
  void shouldServeEachUnusableLineOnceWithItsPlaceAndReason() throws IOException {
    String broken = "{\"data\": {\"id\": \"7\", \"text\"";
    Path file =
        file(
            "bad.jsonl",
            line("5", "2026-01-01T00:05:00Z", "tea")
                + broken
                + "\n"
                + broken
                + "\n{\"data\":{\"text\":\"no id\"},\"topic\":\"tea\"}\n"
                + "{\"data\":{\"id\":\"8\",\"created_at\":\"2026-01-01T00:06:00Z\"}}\n"
                + "{\"data\":{\"id\":\"10\",\"text\":\"x\",\"created_at\":\"soon\"}}\n"
                + "[1]\n"
                + tweet("6")
                + " trailing");
    FileCorpus corpus = FileCorpus.read(List.of(file));
    assertThat(corpus.topics()).containsExactly("tea");
    assertThat(pieces(corpus))
        .containsExactly(
            "5",
            "6",
            "2: invalid JSON: it is incomplete",
            "3: invalid JSON: it is incomplete",
            "4: no id",
            "6: created_at 'soon' is not RFC 3339 (such as 2024-05-01T10:00:00Z)",
            "7: a JSON number, not an object",
            "8: invalid JSON: Unrecognized token 'trailing': was expecting (JSON String, Number, Array,"
                + " Object or token 'null', 'true' or 'false')",
            "5: no text");
    assertThat(ids(corpus, "tea")).doesNotHaveDuplicates().contains("5", "8", "10");
    for (int i = 0; i < corpus.size("tea"); i++) {
      CorpusObject found = corpus.object("tea", i);
      JsonNode malformed = found.data().path("malformed");
      assertThat(found.malformed()).isEqualTo(malformed.isObject());
      if (malformed.path("line").asText().equals(broken)) {
        assertThat(corpus.at("tea", i)).isEqualTo(Instant.parse("2026-01-01T00:05:00Z"));
        assertThat(found.data().get("id").asText()).matches("\\d{18}");
        assertThat(malformed.path("source").asText()).matches("bad.jsonl:[23]");
      }
    }
  }

  @Test
  void shouldSayWhichKeyIsThereTwice() throws IOException {
    assertThat(
            pieces(
                "{\"data\":{\"id\":\"7300\",\"text\":\"dup\",\"created_at\":\"2024-05-01T10:00:00Z\"},\"data\":5,\"topic\":\"odd\"}\n"
                    + tweet("1")))
        .containsExactly("1", "1: key data appears twice");
  }

  @Test
  void shouldServeEachObjectWhenALineHasSeveral() throws IOException {
    assertThat(pieces(tweet("1") + tweet("2") + " , " + tweet("3") + "\r\n" + tweet("4") + ",\r\n"))
        .containsExactly("1", "2", "3", "4");
    assertThat(pieces(tweet("1") + "{\"a\":} " + tweet("2")))
        .containsExactly("1", "2", "1: invalid JSON: " + pieces("{\"a\":}").get(0).substring(17));
  }

  @Test
  void shouldServeEachElementWhenTheFileIsAnArray() throws IOException {
    String all = tweet("1") + "," + tweet("2");
    assertThat(pieces("[" + all + "]")).containsExactly("1", "2");
    assertThat(pieces("[\n  " + tweet("1") + ",\n  " + tweet("2") + ",\n]\n"))
        .containsExactly("1", "2");
    assertThat(pieces("[" + tweet("1") + ",\"a, b\", 7, null, [2]," + tweet("2") + "]"))
        .containsExactly(
            "1",
            "2",
            "1: a JSON string, not an object",
            "1: a JSON number, not an object",
            "1: null, not an object",
            "1: a JSON array, not an object");
    assertThat(pieces("[\"a\\\\\", " + all + "]"))
        .as("a text that ends in a backslash")
        .containsExactly("1", "2", "1: a JSON string, not an object");
    assertThat(pieces("[\n" + all))
        .containsExactly("1", "2", "1: the array that begins here is not closed");
    assertThat(pieces("[nonsense\n" + all)).hasSize(3).contains("1", "2");
  }

  @Test
  void shouldReadObjectsThatGoOverLines() throws IOException {
    String pretty =
        "{\n  \"data\": {\n    \"id\": \"1\",\n    \"text\": \"a }\",\n"
            + "    \"created_at\": \"2026-01-01T00:05:00Z\"\n  },\n  \"topic\": \"tea\"\n}";
    assertThat(pieces(pretty + "\n" + tweet("2"))).containsExactly("1", "2");
    assertThat(pieces("[" + pretty + ",\n" + pretty.replace("\"1\"", "\"3\"") + tweet("2") + "\n]"))
        .containsExactly("1", "3", "2");
    assertThat(pieces("{\n\"data\": {\n" + tweet("2")))
        .as("the lines after an incomplete one are read")
        .hasSize(3)
        .startsWith("2", "1: invalid JSON: it is incomplete");
  }

  @Test
  void shouldReadTextInOtherEncodingsByItsMark() throws IOException {
    String text = tweet("1") + "\n" + tweet("2") + "\r\n";
    for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-8")) {
      byte[] bytes = ("\uFEFF" + text.repeat(2_000)).getBytes(charset);
      assertThat(pieces(bytes)).as(charset).hasSize(4_000).containsOnly("1", "2");
    }
    // A concatenation of files has a byte-order mark in the middle.
    assertThat(pieces("\uFEFF" + tweet("1") + "\n\uFEFF" + tweet("2"))).containsExactly("1", "2");
  }

  @Test
  void shouldServeTheBytesWhenTheyAreNoUtf8() throws IOException {
    byte[] bytes = {'{', '"', (byte) 0xFF, '"', '}'};
    FileCorpus corpus =
        FileCorpus.read(List.of(Files.write(directory.resolve("tea.jsonl"), bytes)));
    JsonNode malformed = corpus.object("tea", 0).data().path("malformed");
    assertThat(malformed.path("base64").binaryValue()).isEqualTo(bytes);
    assertThat(malformed.path("reason").asText()).startsWith("invalid JSON: ");
  }

  @Test
  void shouldServeWhatCouldBeReadWhenAFileBreaksOff() throws IOException {
    StringBuilder text = new StringBuilder();
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      text.append(line(Long.toString(random.nextLong() >>> 1), "2026-01-01T00:05:00Z", "tea"));
    }
    Path cut = gzip("cut.jsonl.gz", text.toString());
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    List<String> pieces = pieces(FileCorpus.read(List.of(cut)));
    assertThat(pieces).hasSizeBetween(300, 700);
    assertThat(pieces.get(pieces.size() - 1))
        .isEqualTo(
            pieces.size()
                + ": the file cannot be read beyond this point: Unexpected end of ZLIB input stream");
    assertThat(pieces.subList(0, pieces.size() - 1)).allMatch(id -> id.matches("\\d+"));
  }

  @Test
  void shouldServeVeryLongLines() throws IOException {
    String five = tweet("1").replace("t 😀", "x".repeat(5_000_000));
    FileCorpus corpus = FileCorpus.read(List.of(file("tea.jsonl", five + "\n" + tweet("2"))));
    assertThat(pieces(corpus)).containsExactly("1", "2");
    assertThat(corpus.bytes("tea", 0)).isGreaterThan(5_000_000);
    assertThat(pieces("x".repeat(TweetFile.LONGEST_LINE + 5) + "\n" + tweet("2")))
        .containsExactly("2", "1: the line has 16777221 bytes; only the first 16777216 are kept");
  }

  @Test
  void shouldServeOneDeepLineAsMalformed() throws IOException {
    String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
    assertThat(pieces(deep + "\n" + tweet("2")))
        .containsExactly("2", "1: the JSON is nested deeper than 500 levels");
  }

  @Test
  void shouldCountATweetWithoutATopicUnderTheFirstOne() throws IOException {
    String none = "\"topic\":\"tea\"";
    String text =
        tweet("1")
            + "\n"
            + tweet("2").replace(none, "\"topic\":\"\"")
            + "\n"
            + tweet("3").replace(none, "\"topic\":null")
            + "\n"
            + tweet("4").replace(none, "\"topic\":\" tea \"")
            + "\n"
            + tweet("5").replace(none, "\"topic\":\"milk, \\\"hot\\\" (big) lang:en\"")
            + "\n"
            + tweet("6").replace(none, "\"topic\":7")
            + "\n"
            + tweet("7").replace(none, "\"topic\":\"a\\nb\"")
            + "\n"
            + tweet("8").replace(none, "\"topic\":\"" + "x".repeat(2_000) + "\"");
    FileCorpus corpus = FileCorpus.read(List.of(file("tea.jsonl", text)));
    assertThat(corpus.topics()).containsExactly("tea", "milk, \"hot\" (big) lang:en");
    assertThat(pieces(corpus))
        .containsExactly(
            "1",
            "2",
            "3",
            "4",
            "5",
            "6: topic is a JSON number, not a string",
            "7: topic holds the control character U+000A",
            "8: topic '" + "x".repeat(40) + "...' is longer than 1024 bytes");
    try (XEmulator emulator = XEmulator.start(Map.of(), Clock.systemUTC(), corpus)) {
      for (String topic : corpus.topics()) {
        assertThat(
                Search.ids(
                    new Search(emulator.uri()).pages("/2/tweets/search/all", "query", topic)))
            .hasSize(corpus.size(topic));
      }
    }
  }

  @Test
  void shouldAskForAFewSlicesWhenTimesAreFarApart() throws IOException {
    FileCorpus corpus =
        FileCorpus.read(
            List.of(
                file(
                    "far.jsonl",
                    line("1", "0001-01-01T00:00:00Z", "tea")
                        + line("2", "1970-01-01T00:00:00Z", "tea")
                        + line("3", "2024-05-01T10:00:00Z", "tea")
                        + line("4", "2024-05-01T12:00:00Z", "milk")
                        + line("5", "9999-12-31T23:59:59Z", "tea")
                        + line("6", "+999999999-01-01T00:00:00Z", "tea"))));
    assertThat(pieces(corpus))
        .containsExactlyInAnyOrder(
            "1",
            "2",
            "3",
            "4",
            "5",
            "6: created_at '+999999999-01-01T00:00:00Z' is outside the years 1 to 9999");
    assertThat(corpus.spans(corpus.topics(), Duration.ofMinutes(15), Duration.ofDays(1)))
        .containsExactly(
            span("0001-01-01T00:00:00Z", "0001-01-01T00:15:00Z"),
            span("1970-01-01T00:00:00Z", "1970-01-01T00:15:00Z"),
            span("2024-05-01T10:00:00Z", "2024-05-01T12:15:00Z"),
            span("9999-12-31T23:45:00Z", "+10000-01-01T00:00:00Z"));
    try (XEmulator emulator = XEmulator.start(Map.of(), Clock.systemUTC(), corpus)) {
      assertThat(
              Search.ids(
                  new Search(emulator.uri())
                      .pages(
                          "/2/tweets/search/all",
                          "query",
                          "tea",
                          "start_time",
                          "9999-12-31T23:45:00Z",
                          "end_time",
                          "+10000-01-01T00:00:00Z")))
          .containsExactly("5");
    }
  }

  private static TimeSpan span(String start, String end) {
    return new TimeSpan(Instant.parse(start), Instant.parse(end));
  }

  @Test
  void shouldServeUnpairedSurrogatesAndHugePagesOverTheWire() throws IOException {
    String lone = tweet("1").replace("t 😀", "a\\ud800b");
    String big = "x".repeat(5_000_000);
    StringBuilder text = new StringBuilder(lone + "\n");
    for (int i = 2; i < 6; i++) {
      text.append(tweet(Integer.toString(i)).replace("t 😀", big)).append('\n');
    }
    FileCorpus corpus = FileCorpus.read(List.of(file("tea.jsonl", text + "nonsense")));
    try (XEmulator emulator = XEmulator.start(Map.of(), Clock.systemUTC(), corpus)) {
      assertThat(
              Search.ids(new Search(emulator.uri()).pages("/2/tweets/search/all", "query", "tea")))
          .hasSize(6)
          .contains("1", "2", "3", "4", "5");
    }
  }

  @Test
  void shouldNameTheFileWhenItCannotBeRead() throws IOException {
    Path absent = directory.resolve("absent.jsonl");
    assertThatThrownBy(() -> FileCorpus.read(List.of(absent)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(absent.toString());
    Path empty = file("empty.jsonl", "\n");
    assertThatThrownBy(() -> FileCorpus.read(List.of(empty))).hasMessageContaining("is empty");
  }

  @ParameterizedTest
  @CsvSource({
    "odd-tail.jsonl, 40, 20, no text",
    "duplicate-key.jsonl, 40, 1, key data appears twice",
    "far-years.jsonl, 42, 1, is outside the years 1 to 9999",
    "html-entities.jsonl, 8, 0, ''"
  })
  void shouldReadTheCasesBesideTheProject(String name, int good, int bad, String reason)
      throws IOException {
    FileCorpus corpus = FileCorpus.read(List.of(SharedFiles.cases("x/" + name)));
    List<String> pieces = pieces(corpus);
    assertThat(pieces).hasSize(good + bad);
    assertThat(pieces.subList(good, pieces.size())).allMatch(piece -> piece.contains(reason));
    assertThat(pieces.subList(0, good)).allMatch(id -> id.matches("\\d+"));
    assertThat(corpus.spans(corpus.topics(), Duration.ofMinutes(15), Duration.ofDays(1)))
        .hasSizeLessThan(4);
  }

  @Test
  void shouldNameTheTopicAfterTheFileWhenNoLineHasOne() throws IOException {
    assertThat(FileCorpus.read(List.of(file("tea.x.jsonl", "nonsense\n"))).topics())
        .containsExactly("tea");
  }
}
