package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.connect.s3.storage.S3ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every compression that can be configured works with what the plugin brings. */
class CodecsTest {
  private static byte[] sink(String format, String key, String codec) {
    Map<String, String> properties = Rows.properties();
    properties.put("format.class", format);
    properties.put("flush.size", "2");
    properties.put(key, codec);
    FakeS3 s3 = new FakeS3();
    FakeConnect connect =
        new FakeConnect(
            Rows.log(Rows.record(0, 0, 0), Rows.record(0, 1, 0)), new HashMap<>(), properties);
    connect.start(
        new S3SinkTask(new ManualClock(), config -> new S3ObjectStore(s3, config.upload())));
    connect.poll(2);
    connect.stop();
    assertThat(s3.objects()).hasSize(1);
    return s3.objects().firstEntry().getValue().bytes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "zstandard"})
  void shouldCompressAvro(String codec) throws IOException {
    List<String> ids = new ArrayList<>();
    try (DataFileStream<GenericRecord> file =
        new DataFileStream<>(
            new ByteArrayInputStream(sink("AvroFormat", "avro.codec", codec)),
            new GenericDatumReader<>())) {
      assertThat(file.getMetaString("avro.codec")).isEqualTo(codec);
      file.forEach(row -> ids.add(row.get("id").toString()));
    }

    assertThat(ids).containsExactly("0-0", "0-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "snappy", "zstd"})
  void shouldCompressParquet(String codec) throws IOException {
    ParquetRows rows = ParquetRows.read(sink("ParquetFormat", "parquet.codec", codec));

    assertThat(rows.records())
        .extracting(row -> row.get("id").toString())
        .containsExactly("0-0", "0-1");
  }
}
