package io.tweetsentiment.standalone.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/** The largest record of Kinesis, 1,048,576 bytes, and then one of 10 bytes, in a real worker. */
@Tag("long")
class LargeRecordsIT {
  private static final int LARGEST = 1_048_576;

  @TempDir private static Path folder;
  private static SourceWorker worker;
  private static SourceParts parts;
  private final byte[] large = new byte[LARGEST];
  private final byte[] small = "0123456789".getBytes(UTF_8);

  @BeforeAll
  static void start() throws Exception {
    worker = SourceWorker.start(folder, Map.of());
    parts = worker.parts();
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  private void putBoth(String stream) {
    // Bytes that do not get smaller when the producer compresses them.
    new Random(1).nextBytes(large);
    parts.createStream(stream, 1);
    put(stream, "large", large);
    put(stream, "small", small);
  }

  private static void put(String stream, String key, byte[] data) {
    parts
        .kinesis()
        .putRecord(
            request ->
                request.streamName(stream).partitionKey(key).data(SdkBytes.fromByteArray(data)));
  }

  @Test
  void shouldBothArriveWithTheShippedSettings() throws Exception {
    putBoth("shipped");
    worker.worker().put("shipped", parts.instance("shipped", Map.of()));

    assertThat(parts.awaitRecords(Topics.RAW.topicName(), 2))
        .extracting(ConsumerRecord::value)
        .containsExactlyInAnyOrder(large, small);
  }

  @Test
  void shouldSendTheFirstToTheDeadLetterTopicWhenTheTopicHasKafkasDefaultLimit() throws Exception {
    putBoth("limited");
    parts.createTopic("limited", Map.of());
    parts.createTopic("limited.dlq", Map.of());
    worker
        .worker()
        .put(
            "limited",
            parts.instance(
                "limited",
                Map.of(
                    "kafka.topic", "limited",
                    "kinesis.record.max.bytes", "1046576",
                    "kinesis.record.oversize.topic", "limited.dlq",
                    "producer.override.max.request.size", "1048576")));

    assertThat(parts.awaitRecords("limited", 1).get(0).value()).isEqualTo(small);
    List<ConsumerRecord<String, byte[]>> pieces = parts.awaitRecords("limited.dlq", 2);
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    pieces.forEach(piece -> joined.writeBytes(piece.value()));
    assertThat(joined.toByteArray()).isEqualTo(large);
    assertThat(header(pieces.get(1), "kinesis.oversize.piece")).isEqualTo("1");
    assertThat(header(pieces.get(1), "kinesis.oversize.pieces")).isEqualTo("2");
    assertThat(header(pieces.get(0), "kinesis.oversize.reason")).contains("1048576 bytes");
  }

  @Test
  void shouldSayWhatToDoWhenThereIsNoDeadLetterTopic() throws Exception {
    putBoth("refused");
    parts.createTopic("refused", Map.of());
    worker
        .worker()
        .put(
            "refused",
            parts.instance(
                "refused",
                Map.of(
                    "kafka.topic", "refused",
                    "kinesis.record.max.bytes", "1046576",
                    "kinesis.record.oversize.topic", "")));

    assertThat(worker.awaitFailure("refused"))
        .contains("1048576 bytes")
        .contains("kinesis.record.oversize.topic");
  }

  /**
   * Why the connector needs a limit of its own: with exactly-once the worker's tolerance does not
   * help, because the refused record aborts the transaction.
   */
  @Test
  void shouldFailInTheWorkerDespiteItsToleranceWhenTheConnectorHasNoLimit() throws Exception {
    putBoth("tolerant");
    parts.createTopic("tolerant", Map.of());
    worker
        .worker()
        .put(
            "tolerant",
            parts.instance(
                "tolerant",
                Map.of(
                    "kafka.topic", "tolerant",
                    "kinesis.record.max.bytes", "",
                    "kinesis.record.oversize.topic", "",
                    "errors.tolerance", "all")));

    assertThat(worker.awaitFailure("tolerant")).contains("RecordTooLarge");
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
