package io.tweetsentiment.producer.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.schemas.Tweet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinksTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final SequenceNumbers acknowledged = new SequenceNumbers();

  private static List<SinkRecord> records(String... lines) {
    List<SinkRecord> records = new ArrayList<>();
    for (String line : lines) {
      records.add(new SinkRecord(line, line.getBytes(UTF_8)));
    }
    return records;
  }

  private static Tweet.Builder tweet() {
    return Tweet.newBuilder()
        .setTweetId("17")
        .setTopic("tea")
        .setVersionId("18")
        .setEditVersion(1)
        .setDeleted(false)
        .setCreatedAt(Instant.parse("2026-11-01T10:00:00Z"))
        .setText("1 < 2 &amp; \uD83D\uDE00\n")
        .setAuthorId("7")
        .setUsername("me")
        .setVerified(true)
        .setReferencedTweets("[{\"id\":\"3\",\"type\":\"quoted\"}]")
        .setIngestedAt(Instant.EPOCH);
  }

  @Test
  void shouldAppendLinesAndCutOffWhatACrashLeft() throws Exception {
    Path file = folder.resolve("a/tweets.jsonl");
    try (FileSink sink = new FileSink(file)) {
      sink.check();
      sink.put(records("one", "two"), acknowledged);
    }
    assertThat(acknowledged.snapshot()).isEqualTo(Map.of("tweets.jsonl", "8"));
    Files.writeString(file, "one\ntwo\nthr");
    try (FileSink sink = new FileSink(file)) {
      sink.put(records("three"), acknowledged);
      sink.put(List.of(), acknowledged);
    }
    assertThat(Files.readAllLines(file)).containsExactly("one", "two", "three");
  }

  @Test
  void shouldSayWhichFileCannotBeWritten() throws Exception {
    Files.writeString(folder.resolve("a"), "");
    try (FileSink sink = new FileSink(folder.resolve("a/tweets.jsonl"))) {
      assertThatThrownBy(sink::check)
          .isInstanceOf(IngestException.class)
          .hasMessageContaining("tweets.jsonl")
          .hasMessageContaining("sink.file");
    }
  }

  @Test
  void shouldPrintLines() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new StreamSink(new PrintStream(out)).put(records("one", "two"), acknowledged);
    assertThat(out.toString(UTF_8)).isEqualTo("one\ntwo\n");
  }

  @Test
  void shouldWriteATweetAsXSendsIt() throws Exception {
    JsonNode line = JSON.readTree(JsonLines.tweet(tweet().build()));
    assertThat(line.toString())
        .isEqualTo(
            JSON.readTree(
                    "{\"topic\":\"tea\",\"data\":{\"id\":\"18\",\"text\":"
                        + "\"1 &lt; 2 &amp;amp; \uD83D\uDE00\\n\","
                        + "\"created_at\":\"2026-11-01T10:00:00Z\",\"author_id\":\"7\","
                        + "\"edit_history_tweet_ids\":[\"17\",\"18\"],"
                        + "\"referenced_tweets\":[{\"id\":\"3\",\"type\":\"quoted\"}]},"
                        + "\"includes\":{\"users\":[{\"id\":\"7\",\"username\":\"me\",\"verified\":true}]}}")
                .toString());
    assertThat(JsonLines.tweet(tweet().build())).as("one line").doesNotContain((byte) 10);
  }

  @Test
  void shouldKeepWhatIsNoTweetWithItsReason() throws Exception {
    JsonNode line = JSON.readTree(JsonLines.malformed("5", "no text", "f:3", "{}".getBytes(UTF_8)));
    assertThat(line.at("/malformed/line").asText()).isEqualTo("{}");
    assertThat(line.at("/malformed/reason").asText()).isEqualTo("no text");
    byte[] bytes = {(byte) 0xff, 10};
    line = JSON.readTree(JsonLines.malformed("5", "not UTF-8", "", bytes));
    assertThat(line.at("/malformed/base64").binaryValue()).isEqualTo(bytes);
  }

  private static MockProducer<byte[], byte[]> kafka(boolean completes) {
    Node node = new Node(0, "localhost", 9092);
    PartitionInfo partition =
        new PartitionInfo("tweets.raw", 0, node, new Node[] {node}, new Node[] {node});
    Cluster cluster =
        new Cluster("c", List.of(node), List.of(partition), java.util.Set.of(), java.util.Set.of());
    return new MockProducer<>(
        cluster, completes, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Test
  void shouldSendRecordsWithTheirKeysToKafka() throws Exception {
    MockProducer<byte[], byte[]> kafka = kafka(true);
    KafkaSink sink = new KafkaSink(kafka, "tweets.raw");
    sink.check();
    sink.put(records("one", "two"), acknowledged);
    assertThat(kafka.history())
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactly("one", "two");
    assertThat(acknowledged.snapshot()).isEqualTo(Map.of("tweets.raw-0", "1"));
  }

  @Test
  void shouldFailWhenKafkaDoesNotTakeARecord() {
    MockProducer<byte[], byte[]> kafka = kafka(true);
    kafka.sendException = new TimeoutException("no broker");
    KafkaSink sink = new KafkaSink(kafka, "tweets.raw");
    assertThatThrownBy(() -> sink.put(records("one"), acknowledged))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining("no broker")
        .hasMessageContaining("kafka.bootstrap.servers");
    assertThat(acknowledged.snapshot()).isEmpty();
  }
}
