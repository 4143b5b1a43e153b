package io.tweetsentiment.standalone.source;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shards split and merge while records are put, in a real worker with exactly-once. */
class ReshardIT {
  private static final int CHANGES = 4;

  @TempDir private static Path folder;
  private static SourceWorker worker;

  @BeforeAll
  static void start() throws Exception {
    worker = SourceWorker.start(folder, Map.of());
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @ParameterizedTest
  @CsvSource({"polling", "fanout"})
  void shouldReadEachRecordOnceWhileShardsSplitAndMerge(String readMode) throws Exception {
    reshard("some-" + readMode, readMode, 4_000, 1);
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"polling", "fanout"})
  void shouldReadEachOfManyRecordsOnceWhileShardsSplitAndMerge(String readMode) throws Exception {
    reshard("many-" + readMode, readMode, 100_000, CHANGES);
  }

  private static void reshard(String stream, String readMode, int records, int changes)
      throws Exception {
    SourceParts parts = worker.parts();
    parts.createStream(stream, 3);
    parts.createTopic(stream, Map.of());
    SentRecords sent = new SentRecords(parts.kinesis(), stream, 17);
    worker
        .worker()
        .put(
            stream,
            parts.instance(
                stream,
                Map.of(
                    "kafka.topic",
                    stream,
                    "tasks.max",
                    "2",
                    "kinesis.read.mode",
                    readMode,
                    "kinesis.shard.sync.interval.ms",
                    "500")));
    for (int change = 0; change < 2 * changes; change++) {
      putUntil(sent, records * (change + 1) / (2 * changes + 1));
      if (change % 2 == 0) {
        sent.split();
      } else {
        sent.merge();
      }
    }
    putUntil(sent, records);
    sent.requireEachOnceAndInOrder(
        parts.awaitRecords(stream, sent.sent(), Duration.ofMinutes(8), seen -> {}));
    worker.worker().remove(stream);
  }

  private static void putUntil(SentRecords sent, int records) {
    while (sent.sent() < records) {
      sent.put(Math.min(500, records - sent.sent()));
    }
  }
}
