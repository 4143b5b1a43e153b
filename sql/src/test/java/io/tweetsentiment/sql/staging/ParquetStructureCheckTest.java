package io.tweetsentiment.sql.staging;

import static io.tweetsentiment.sql.SinkRows.tweet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sql.SinkRows;
import io.tweetsentiment.sql.rows.Reject;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParquetStructureCheckTest {

  /** Column {@code topic}, whose first page is its dictionary. */
  private static final int TOPIC = 0;

  private static final byte[] SOUND =
      SinkRows.parquet(SinkRows.TWEETS, List.of(tweet("1", 0), tweet("2", 1)));

  /** The reason why a file is refused as a whole. */
  private static String refusal(byte[] file) {
    DecodedBytes read = DecodedBytes.read(WarehouseTable.TWEET, file);
    assertThat(read.rows()).isZero();
    assertThat(read.rejects()).singleElement().matches(Reject::isOfObject);
    return read.rejects().get(0).reason();
  }

  @Test
  void shouldPassWhenNothingIsChanged() {
    byte[] footer = ParquetEdits.withFooter(SOUND, unchanged -> {});
    byte[] page = ParquetEdits.withFirstPage(SOUND, TOPIC, unchanged -> {});

    for (byte[] file : List.of(SOUND, footer, page)) {
      DecodedBytes read = DecodedBytes.read(WarehouseTable.TWEET, file);
      assertThat(read.rejects()).isEmpty();
      assertThat(read.rows()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  void shouldPassWhenAPageIsVeryWellCompressed(CompressionCodecName codec) {
    List<GenericRecord> rows = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      GenericRecord row = tweet("t" + i, i);
      row.put("text", "a".repeat(30_000) + i % 7);
      rows.add(row);
    }

    DecodedBytes read =
        DecodedBytes.read(
            WarehouseTable.TWEET, SinkRows.parquet(SinkRows.TWEETS, rows.subList(0, 300), codec));

    assertThat(read.rejects()).isEmpty();
    assertThat(read.rows()).isEqualTo(300);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1L << 20, Integer.MAX_VALUE, 1L << 45, Long.MAX_VALUE})
  void shouldRefuseAColumnChunkThatIsLargerThanTheObject(long bytes) {
    assertThat(refusal(ParquetEdits.withFirstColumnOf(SOUND, bytes)))
        .isEqualTo(
            "it declares a column chunk of %d bytes at offset 4; the object has %d bytes",
            bytes, ParquetEdits.withFirstColumnOf(SOUND, bytes).length);
  }

  @Test
  void shouldRefuseColumnChunksThatAreTogetherLargerThanTheObject() {
    byte[] file =
        ParquetEdits.withFooter(
            SOUND,
            footer ->
                footer
                    .getRow_groups()
                    .get(0)
                    .getColumns()
                    .forEach(
                        chunk ->
                            chunk
                                .getMeta_data()
                                .setTotal_compressed_size(
                                    SOUND.length - chunk.getMeta_data().getData_page_offset())));

    assertThat(refusal(file)).startsWith("its column chunks declare more than the ");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1L << 45, Long.MAX_VALUE})
  void shouldRefuseAColumnChunkOutsideTheObject(long offset) {
    byte[] file =
        ParquetEdits.withFooter(
            SOUND,
            footer ->
                footer
                    .getRow_groups()
                    .get(0)
                    .getColumns()
                    .get(TOPIC)
                    .getMeta_data()
                    .setData_page_offset(offset)
                    .setDictionary_page_offset(0));

    assertThat(refusal(file)).contains("at offset " + offset + "; the object has ");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 100_000_000, Integer.MAX_VALUE})
  void shouldRefuseAPageThatCannotHaveBeenCompressedSoFar(int bytes) {
    byte[] file =
        ParquetEdits.withFirstPage(SOUND, TOPIC, page -> page.setUncompressed_page_size(bytes));

    assertThat(refusal(file)).startsWith("it declares a page of " + bytes + " bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 100_000_000, Integer.MAX_VALUE})
  void shouldRefuseAPageThatIsLargerThanTheObject(int bytes) {
    byte[] file =
        ParquetEdits.withFirstPage(SOUND, TOPIC, page -> page.setCompressed_page_size(bytes));

    assertThat(refusal(file)).startsWith("it declares a page of " + bytes + " bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 100_000_000, Integer.MAX_VALUE})
  void shouldRefuseADictionaryOfMoreValuesThanBytes(int values) {
    byte[] file =
        ParquetEdits.withFirstPage(
            SOUND, TOPIC, page -> page.getDictionary_page_header().setNum_values(values));

    assertThat(refusal(file)).startsWith("it declares a dictionary of " + values + " values");
  }

  @Test
  void shouldRefuseASnappyBlockThatDeclaresTooMuch() {
    byte[] file = SOUND.clone();
    int[] body = new int[1];
    ParquetEdits.withFirstPage(SOUND, TOPIC, page -> body[0] = headerBytes(page));
    int block = 4 + body[0];
    byte[] twoGibibytes = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07};
    System.arraycopy(twoGibibytes, 0, file, block, twoGibibytes.length);

    assertThat(refusal(file)).startsWith("it declares a page of 2147483647 bytes");
  }

  private static int headerBytes(PageHeader page) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Util.writePageHeader(page, out);
      return out.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 1_000, 20_000, 200_000})
  void shouldRefuseASchemaThatIsNestedTooDeeply(int groups) {
    assertThat(refusal(ParquetEdits.withNestedColumn(SOUND, groups)))
        .isEqualTo("its schema is nested more than 64 levels deep");
  }

  @Test
  void shouldRefuseAFooterWhoseUnknownFieldsAreNestedDeeply() {
    byte[] file =
        ParquetEdits.withFooterBytes(
            SOUND,
            footer -> {
              byte[] nested = Arrays.copyOf(footer, footer.length + 1_000_000);
              nested[footer.length - 1] = (byte) 0xFC;
              Arrays.fill(nested, footer.length, nested.length, (byte) 0x1C);
              return nested;
            });

    assertThat(refusal(file)).startsWith("it cannot be read as Parquet");
  }

  @Test
  void shouldNotReadTheAvroSchemaOfTheFile() {
    String schema = "{\"type\":\"array\",\"items\":".repeat(100_000);
    byte[] file =
        ParquetEdits.withFooter(
            SOUND,
            footer ->
                footer.setKey_value_metadata(
                    List.of(new KeyValue("parquet.avro.schema").setValue(schema))));

    DecodedBytes read = DecodedBytes.read(WarehouseTable.TWEET, file);
    assertThat(read.rejects()).isEmpty();
    assertThat(read.copyText())
        .isEqualTo(DecodedBytes.read(WarehouseTable.TWEET, SOUND).copyText());
  }

  /** A list of the footer is allocated with the length that it declares. */
  @Test
  void shouldRefuseAFooterWhoseListsAreLongerThanItself() {
    byte[] file =
        ParquetEdits.withFooterBytes(
            SOUND,
            footer -> {
              // Field 1 (version) takes two bytes; field 2 (schema) is a list: 19, its length.
              byte[] longList = footer.clone();
              assertThat(longList[2]).isEqualTo((byte) 0x19);
              longList[3] = (byte) 0xFC;
              byte[] length = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x1F};
              System.arraycopy(length, 0, longList, 4, length.length);
              return longList;
            });

    assertThat(refusal(file)).startsWith("it cannot be read as Parquet");
  }
}
