package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.connect.s3.format.Format;
import io.tweetsentiment.connect.s3.format.RecordWriter;
import io.tweetsentiment.connect.s3.partitioner.Partitioner;
import io.tweetsentiment.connect.s3.storage.S3ObjectStore;
import io.tweetsentiment.connect.s3.storage.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Partitioners and formats of a user, and the format that stores bytes as they are. */
class CustomClassesTest {
  private final Map<String, String> properties = Rows.properties();
  private final FakeS3 s3 = new FakeS3();

  private FakeConnect sink(SinkRecord... records) {
    FakeConnect connect = new FakeConnect(Rows.log(records), new HashMap<>(), properties);
    connect.start(
        new S3SinkTask(new ManualClock(), config -> new S3ObjectStore(s3, config.upload())));
    connect.poll(records.length);
    connect.stop();
    return connect;
  }

  private String text(String key) {
    return new String(s3.objects().get(key).bytes(), StandardCharsets.UTF_8);
  }

  /** Partitions by offset. */
  public static final class Tens implements Partitioner, Configurable {
    private String prefix;

    @Override
    public void configure(Map<String, ?> configs) {
      prefix = String.valueOf(configs.get("tens.prefix"));
    }

    @Override
    public String path(SinkRecord record) {
      return prefix + record.originalKafkaOffset() / 10;
    }

    @Override
    public OptionalLong timestamp(SinkRecord record) {
      return OptionalLong.of(record.originalKafkaOffset());
    }
  }

  /** Writes the offsets of records. */
  public static final class Offsets implements Format {
    @Override
    public String extension() {
      return ".offsets";
    }

    @Override
    public RecordWriter open(Schema schema, Spool spool) {
      OutputStream out = spool.output();
      return new RecordWriter() {
        @Override
        public void write(SinkRecord record) throws IOException {
          out.write((record.originalKafkaOffset() + ";").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public long memory() {
          return 0;
        }

        @Override
        public void close() throws IOException {
          out.close();
        }
      };
    }
  }

  @Test
  void shouldUseThePartitionerAndFormatOfAUser() {
    properties.put("partitioner.class", Tens.class.getName());
    properties.put("format.class", Offsets.class.getName());
    properties.put("tens.prefix", "t=");
    properties.put("flush.size", "3");
    properties.put("rotate.interval.ms", "1000");
    sink(Rows.record(0, 8, 0), Rows.record(0, 9, 0), Rows.record(0, 10, 0));

    assertThat(text("topics/tweets.merged/t=0/tweets.merged+0+0000000008.offsets"))
        .isEqualTo("8;9;");
    assertThat(text("topics/tweets.merged/t=1/tweets.merged+0+0000000010.offsets"))
        .isEqualTo("10;");
  }

  @Test
  void shouldStoreBytesAsTheyAreAndReportOtherValues() throws IOException {
    properties.put("format.class", "io.confluent.connect.s3.format.bytearray.ByteArrayFormat");
    properties.put("partitioner.class", "DefaultPartitioner");
    properties.put("format.bytearray.separator", "|");
    properties.put("flush.size", "2");
    SinkRecord[] records = {
      Rows.record(0, 0, Schema.STRING_SCHEMA, "text"),
      Rows.record(0, 1, Schema.BYTES_SCHEMA, new byte[] {'a', 'b'}),
      Rows.record(0, 2, Schema.BYTES_SCHEMA, ByteBuffer.wrap(new byte[] {'c'}))
    };
    FakeConnect connect = sink(records);

    String key = "topics/tweets.merged/partition=0/tweets.merged+0+0000000001.bin";
    assertThat(text(key)).isEqualTo("ab|c|");
    assertThat(connect.reported).extracting(SinkRecord::kafkaOffset).containsExactly(0L);
    assertThat(connect.reasons.get(0)).hasMessageContaining("ByteArrayConverter");

    properties.put("s3.compression.type", "gzip");
    properties.put("format.bytearray.extension", ".raw");
    sink(records);
    try (GZIPInputStream in =
        new GZIPInputStream(
            new ByteArrayInputStream(s3.objects().get(key.replace(".bin", ".raw.gz")).bytes()))) {
      assertThat(in.readAllBytes()).asString().isEqualTo("ab|c|");
    }
  }
}
