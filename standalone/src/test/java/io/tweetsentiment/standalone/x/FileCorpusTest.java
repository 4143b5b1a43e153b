package io.tweetsentiment.standalone.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
      ids.add(corpus.found(topic, i).data().get("id").asText());
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

  @Test
  void shouldServeEachUnusableLineOnceAtTheFirstInstant() throws IOException {
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
                + line("6", "2026-01-01T00:07:00Z", "tea").strip()
                + " trailing");
    FileCorpus corpus = FileCorpus.read(List.of(file));
    assertThat(corpus.topics()).containsExactly("tea");
    assertThat(corpus.size("tea")).isEqualTo(8);
    assertThat(ids(corpus, "tea")).doesNotHaveDuplicates().contains("5", "8", "10");
    List<String> malformed = new ArrayList<>();
    for (int i = 0; i < corpus.size("tea"); i++) {
      Found found = corpus.found("tea", i);
      JsonNode raw = found.data().path("malformed");
      assertThat(found.asReceived()).isEqualTo(raw.isTextual());
      if (raw.isTextual()) {
        assertThat(corpus.at("tea", i)).isEqualTo(Instant.parse("2026-01-01T00:05:00Z"));
        assertThat(found.data().get("id").asText()).matches("\\d{18}");
        malformed.add(raw.asText());
      }
    }
    assertThat(malformed).hasSize(5).contains(broken, "[1]");
  }

  @Test
  void shouldNameTheFileWhenItCannotBeRead() throws IOException {
    Path absent = directory.resolve("absent.jsonl");
    assertThatThrownBy(() -> FileCorpus.read(List.of(absent)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(absent.toString());
    Path empty = file("empty.jsonl", "\n");
    assertThatThrownBy(() -> FileCorpus.read(List.of(empty))).hasMessageContaining("has no line");
    Path cut = gzip("cut.jsonl.gz", line("5", "2026-01-01T00:05:00Z", "tea").repeat(1000));
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> FileCorpus.read(List.of(cut)))
        .hasMessageContaining("cut.jsonl.gz cannot be read");
  }

  @Test
  void shouldNameTheTopicAfterTheFileWhenNoLineHasOne() throws IOException {
    assertThat(FileCorpus.read(List.of(file("tea.x.jsonl", "nonsense\n"))).topics())
        .containsExactly("tea");
  }
}
