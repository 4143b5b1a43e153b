package io.tweetsentiment.sql.staging;

import static io.tweetsentiment.sql.SinkRows.tweet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sql.SinkRows;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ParquetRowsTest {

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY"})
  void shouldReadOrRefuseWhateverIsCutOffOrChanged(CompressionCodecName codec) {
    List<GenericRecord> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(tweet("t" + i, i));
    }
    byte[] whole = SinkRows.parquet(SinkRows.TWEETS, rows, codec);
    int refused = 0;
    for (int length = 0; length < whole.length; length += 37) {
      DecodedBytes cut = DecodedBytes.read(WarehouseTable.TWEET, Arrays.copyOf(whole, length));
      assertThat(cut.rejects()).hasSize(1);
    }
    Random random = new Random(1);
    for (int i = 0; i < 1_500; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      DecodedBytes read = DecodedBytes.read(WarehouseTable.TWEET, changed);
      boolean isRefused = !read.rejects().isEmpty() && read.rejects().get(0).isOfObject();
      refused += isRefused ? 1 : 0;
      assertThat(isRefused ? 0 : read.rows()).isBetween(0L, 20L);
    }
    assertThat(refused).isBetween(1, 1_500);
  }
}
