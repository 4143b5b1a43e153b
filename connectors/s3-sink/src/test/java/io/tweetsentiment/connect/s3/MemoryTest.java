package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.connect.s3.storage.S3ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The open files of a task use a limited amount of memory. */
class MemoryTest {
  private static final Pattern STORED = Pattern.compile("stored (\\d+) in (\\d+)");
  private static final int RECORDS = 100_000;

  @Test
  void shouldKeep500ParquetFilesOpenInAHeapOf256Megabytes()
      throws IOException, InterruptedException {
    int objects = keep500PathsOpen("ParquetFormat");

    assertThat(objects).isGreaterThan(ManyPaths.PATHS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AvroFormat", "JsonFormat"})
  @Tag("long")
  void shouldKeep500PathsOpenInAHeapOf256Megabytes(String format)
      throws IOException, InterruptedException {
    assertThat(keep500PathsOpen(format)).isGreaterThanOrEqualTo(0);
  }

  private static int keep500PathsOpen(String format) throws IOException, InterruptedException {
    String limit = "134217728";
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ManyPaths.class.getName(),
                format,
                limit,
                Integer.toString(RECORDS))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    Matcher stored = STORED.matcher(output);
    assertThat(stored.find()).as(output).isTrue();
    return Integer.parseInt(stored.group(2));
  }

  @Test
  void shouldStoreOnlyTheLargestFilesAndCommitBeforeTheOthers() {
    Map<String, String> properties = Rows.properties();
    properties.put("format.class", "ParquetFormat");
    properties.put("open.files.memory.bytes", "4000000");
    SinkRecord[] records = {
      Rows.record(0, 0, 0), Rows.record(0, 1, 1), Rows.record(0, 2, 2), Rows.record(0, 3, 1)
    };
    ((Struct) records[1].value()).put("text", "x".repeat(1_000_000));
    ((Struct) records[3].value()).put("text", "y".repeat(3_000_000));
    FakeS3 s3 = new FakeS3();
    FakeConnect connect = new FakeConnect(Rows.log(records), new HashMap<>(), properties);
    connect.start(
        new S3SinkTask(new ManualClock(), config -> new S3ObjectStore(s3, config.upload())));
    connect.poll(4);
    connect.commit();

    assertThat(s3.objects().keySet())
        .isEqualTo(
            java.util.Set.copyOf(
                List.of(
                    "topics/tweets.merged/dt=2020-10-21/tweets.merged+0+0000000001.snappy.parquet")));
    assertThat(connect.committed)
        .as("offsets 0 and 2 are in open files")
        .containsEntry(new TopicPartition(Rows.TOPIC, 0), 0L);
  }
}
