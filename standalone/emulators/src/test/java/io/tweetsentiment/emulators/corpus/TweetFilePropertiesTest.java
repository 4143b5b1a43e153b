package io.tweetsentiment.emulators.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any content of a file is served, and no part of it prevents a valid line from being read. */
class TweetFilePropertiesTest {

  private static final List<String> ODD =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "\\",
          "null",
          "1e9999",
          "{\"data\":",
          "[[",
          "[{",
          "\0",
          "\uFEFF",
          "\r",
          "{\"a\":1,\"a\":2}",
          "[]",
          "{}",
          "{\"data\":{\"id\":5}}",
          "\\ud800",
          " ",
          "😀");

  private static List<JsonNode> served(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("pieces", ".jsonl");
    try {
      Files.write(file, bytes);
      FileCorpus corpus = FileCorpus.read(List.of(file));
      List<JsonNode> served = new ArrayList<>();
      for (String topic : corpus.topics()) {
        for (int i = 0; i < corpus.size(topic); i++) {
          served.add(corpus.object(topic, i).data());
        }
      }
      return served;
    } finally {
      Files.delete(file);
    }
  }

  private static String good(int id) {
    return "{\"data\":{\"id\":\"g"
        + id
        + "\",\"text\":\"t\",\"created_at\":\"2026-01-01T00:00:00Z\"},\"topic\":\"tea\"}";
  }

  @Provide
  Arbitrary<byte[]> lines() {
    Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
    Arbitrary<byte[]> pieces =
        Arbitraries.of(ODD).list().ofMaxSize(8).map(list -> String.join("", list).getBytes(UTF_8));
    return Arbitraries.oneOf(bytes, pieces).map(TweetFilePropertiesTest::oneLine);
  }

  private static byte[] oneLine(byte[] bytes) {
    byte[] line = bytes.clone();
    for (int i = 0; i < line.length; i++) {
      line[i] = line[i] == '\n' ? (byte) ' ' : line[i];
    }
    return line;
  }

  @Property
  void shouldServeEveryGoodLineOnceWhateverStandsBetween(
      @ForAll("lines") byte[] first, @ForAll("lines") byte[] second) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write((good(0) + "\n").getBytes(UTF_8));
    file.write(first);
    file.write(("\n" + good(1) + "\n").getBytes(UTF_8));
    file.write(second);
    file.write(("\n" + good(2)).getBytes(UTF_8));
    List<String> read = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode data : served(file.toByteArray())) {
      assertThat(ids.add(data.path("id").asText())).as("an id is served once").isTrue();
      JsonNode malformed = data.path("malformed");
      if (malformed.isMissingNode()) {
        read.add(data.path("id").asText());
      } else {
        assertThat(malformed.path("reason").asText()).isNotBlank();
        assertThat(malformed.path("source").asText()).matches("pieces.*\\.jsonl:\\d+");
        assertThat(malformed.has("line") || malformed.has("base64")).isTrue();
      }
    }
    assertThat(read).containsExactlyInAnyOrder("g0", "g1", "g2");
  }

  /** Found by the property above. */
  @Example
  void shouldServeALineThatHappensToStandInAValueOverSeveralLines() throws IOException {
    shouldServeEveryGoodLineOnceWhateverStandsBetween(
        "{\"data\":".getBytes(UTF_8), "}".getBytes(UTF_8));
    shouldServeEveryGoodLineOnceWhateverStandsBetween("[[".getBytes(UTF_8), "]".getBytes(UTF_8));
    shouldServeEveryGoodLineOnceWhateverStandsBetween(
        "[ 1,[".getBytes(UTF_8), "]]".getBytes(UTF_8));
    shouldServeEveryGoodLineOnceWhateverStandsBetween("[[[".getBytes(UTF_8), "]]]".getBytes(UTF_8));
  }

  @Property
  void shouldServeSomethingOfEveryFileThatIsNotBlank(@ForAll byte[] bytes) throws IOException {
    byte[] marked = new byte[bytes.length + 1];
    marked[0] = 'x';
    System.arraycopy(bytes, 0, marked, 1, bytes.length);
    assertThat(served(marked)).isNotEmpty();
  }
}
