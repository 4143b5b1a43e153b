package io.tweetsentiment.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.standalone.parts.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of unusual tweets: each is read, or dead-lettered with its position and reason, and the
 * run completes.
 */
class OddTweetsIT {

  private static final Instant START = Instant.parse("2024-05-01T10:00:00Z");
  private static final int GOOD = 200;
  private static final int TAIL = 20;

  @TempDir Path folder;

  private static String tweet(String id, String text, String at, String topic) {
    return String.format(
        "{\"data\": {\"id\": \"%s\", \"text\": \"%s\", \"created_at\": \"%s\", \"lang\": \"en\"},"
            + " \"topic\": \"%s\"}",
        id, text, at, topic);
  }

  /** The last records of every partition, in order of time, cannot be decoded. */
  private Path file() throws IOException {
    StringBuilder lines = new StringBuilder();
    String at = START.toString();
    lines.append("{\"data\": {\"id\": \"1\"}, \"data\": 5, \"topic\": \"odd\"}\n");
    lines.append("nonsense\n");
    lines.append(tweet("3", "a", "+999999999-01-01T00:00:00Z", "odd")).append('\n');
    lines.append("{\"data\": {\"id\": \"4\", \"created_at\": \"" + at + "\"}}\n");
    lines.append("{\"data\": {\"id\": 5, \"text\": \"a\", \"created_at\": \"" + at + "\"}}\n");
    lines.append(tweet("6", "a", at, "line\\nbreak")).append('\n');
    lines.append(tweet("7", "x".repeat(1_200_000), at, "odd")).append('\n');
    lines.append("y".repeat(5_000_000)).append('\n');
    lines.append(tweet("9", "good day", "1970-01-01T00:00:00Z", "odd")).append('\n');
    lines.append(tweet("10", "good day", at, "a, b \\\"c\\\" (d) lang:en")).append('\n');
    lines.append(tweet("11", "good day", at, "")).append('\n');
    lines.append(tweet("12", "a lone \\ud800 one, good", at, "odd")).append('\n');
    for (int i = 0; i < GOOD; i++) {
      String id = Integer.toString(1_000 + i);
      lines.append(tweet(id, "a good day " + i, START.plusSeconds(60L * i).toString(), "odd"));
      lines.append('\n');
    }
    for (int i = 0; i < TAIL; i++) {
      String late = START.plusSeconds(60L * (GOOD + i)).toString();
      lines.append(
          String.format(
              "{\"data\": {\"id\": \"%d\", \"created_at\": \"%s\"}, \"topic\": \"odd\"}%n",
              3_000 + i, late));
    }
    return Files.writeString(folder.resolve("odd.jsonl"), lines);
  }

  @Test
  void shouldReadOrDeadLetterEachWithItsPlaceAndReason() throws Exception {
    Ports ports = CommandProcess.freePorts();
    try (CommandProcess run =
        CommandProcess.standalone(folder, ports, Map.of(), "--tweets", file().toString())) {
      JsonNode status = run.awaitComplete();
      Sums.requireEqual(status);
      assertThat(status.required("received").asInt()).isEqualTo(GOOD + 12 + TAIL);
      assertThat(status.required("merged").asInt()).isEqualTo(GOOD + 4);
      assertThat(status.required("loaded_tweets").asInt()).isEqualTo(GOOD + 4);
      assertThat(status.required("oversize").asInt()).isEqualTo(2);
      assertThat(status.required("dead_lettered").asInt()).isEqualTo(6 + TAIL);

      Map<String, String> reasons = new TreeMap<>();
      for (ConsumerRecord<byte[], byte[]> letter : DeadLetters.of(ports, 8 + TAIL)) {
        String key = new String(letter.key(), UTF_8);
        reasons.put(
            key.length() < 10 ? key : "-" + reasons.size(), DeadLetters.header(letter, "reason"));
        assertThat(DeadLetters.header(letter, "stage")).isEqualTo("tweet");
        assertThat(letter.value()).hasSizeBetween(1, 4_096);
      }
      assertThat(reasons.values())
          .hasSize(8 + TAIL)
          .anyMatch(reason -> reason.equals("odd.jsonl:1: key data appears twice"))
          .anyMatch(reason -> reason.startsWith("odd.jsonl:2: invalid JSON: "))
          .anyMatch(reason -> reason.startsWith("odd.jsonl:5: id is the number 5;"))
          .anyMatch(reason -> reason.startsWith("odd.jsonl:8: the record of tweet "));
      assertThat(reasons.get("3"))
          .isEqualTo(
              "odd.jsonl:3: created_at '+999999999-01-01T00:00:00Z' is outside the years 1 to 9999");
      assertThat(reasons.get("4")).isEqualTo("odd.jsonl:4: no text");
      assertThat(reasons.get("6"))
          .isEqualTo("odd.jsonl:6: topic holds the control character U+000A");
      assertThat(reasons.get("7")).startsWith("the record of tweet 7 has 12000");

      try (Connection connection = Tables.connect(ports)) {
        assertThat(
                Tables.number(
                    connection,
                    "SELECT count(*) FROM tweet WHERE topic = 'a, b \"c\" (d) lang:en'"))
            .isEqualTo(1);
        assertThat(
                Tables.number(
                    connection, "SELECT count(*) FROM tweet WHERE text LIKE 'a lone \uFFFD one%'"))
            .isEqualTo(1);
      }
    }
  }
}
