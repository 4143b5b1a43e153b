package io.tweetsentiment.sql.rows;

import io.tweetsentiment.sql.bucket.Content;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ParquetDecodingException;

/** The pages of a row group, each read from the content when its values are needed. */
final class RowGroupPages implements PageReadStore {

  private static final ParquetMetadataConverter CONVERTER = new ParquetMetadataConverter();

  private final Content content;
  private final CodecFactory codecs;
  private final long rows;
  private final Map<String, ColumnChunkMetaData> chunks = new HashMap<>();

  RowGroupPages(Content content, BlockMetaData rowGroup, CodecFactory codecs) {
    this.content = content;
    this.codecs = codecs;
    this.rows = rowGroup.getRowCount();
    rowGroup.getColumns().forEach(chunk -> chunks.put(chunk.getPath().toDotString(), chunk));
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    String path = String.join(".", column.getPath());
    ColumnChunkMetaData chunk = chunks.get(path);
    if (chunk == null) {
      throw new ParquetDecodingException("a row group has no column " + path);
    }
    return new ColumnPages(chunk);
  }

  @Override
  public long getRowCount() {
    return rows;
  }

  private final class ColumnPages implements PageReader {

    private final long values;
    private final Content.ContentStream in;
    private final BytesInputDecompressor decompressor;

    /** The first page's header, when it was read and is not a dictionary. */
    private PageHeader pending;

    private long read;

    private ColumnPages(ColumnChunkMetaData chunk) {
      this.values = chunk.getValueCount();
      this.in = content.stream(chunk.getStartingPos());
      this.decompressor = codecs.getDecompressor(chunk.getCodec());
    }

    @Override
    public long getTotalValueCount() {
      return values;
    }

    @Override
    public DictionaryPage readDictionaryPage() {
      try {
        pending = Util.readPageHeader(in);
        if (!pending.isSetDictionary_page_header()) {
          return null;
        }
        DictionaryPageHeader header = pending.getDictionary_page_header();
        BytesInput bytes = decompressed(pending);
        pending = null;
        return new DictionaryPage(
            bytes, header.getNum_values(), CONVERTER.getEncoding(header.getEncoding()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public DataPage readPage() {
      try {
        while (read < values) {
          PageHeader header = pending == null ? Util.readPageHeader(in) : pending;
          pending = null;
          if (header.isSetData_page_header()) {
            read += header.getData_page_header().getNum_values();
            return page(header, header.getData_page_header());
          }
          if (header.isSetData_page_header_v2()) {
            read += header.getData_page_header_v2().getNum_values();
            return page(header, header.getData_page_header_v2());
          }
          in.moveTo(in.position() + header.getCompressed_page_size());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      throw new ParquetDecodingException("a column has fewer values than its footer declares");
    }

    private DataPage page(PageHeader header, DataPageHeader data) throws IOException {
      return new DataPageV1(
          decompressed(header),
          data.getNum_values(),
          header.getUncompressed_page_size(),
          null,
          CONVERTER.getEncoding(data.getRepetition_level_encoding()),
          CONVERTER.getEncoding(data.getDefinition_level_encoding()),
          CONVERTER.getEncoding(data.getEncoding()));
    }

    private DataPage page(PageHeader header, DataPageHeaderV2 data) throws IOException {
      int repetition = data.getRepetition_levels_byte_length();
      int definition = data.getDefinition_levels_byte_length();
      BytesInput repetitions = BytesInput.from(bytes(repetition));
      BytesInput definitions = BytesInput.from(bytes(definition));
      byte[] rest = bytes(header.getCompressed_page_size() - repetition - definition);
      BytesInput body =
          data.isIs_compressed()
              ? decompressed(rest, header.getUncompressed_page_size() - repetition - definition)
              : BytesInput.from(rest);
      return DataPageV2.uncompressed(
          data.getNum_rows(),
          data.getNum_nulls(),
          data.getNum_values(),
          repetitions,
          definitions,
          CONVERTER.getEncoding(data.getEncoding()),
          body,
          null);
    }

    private BytesInput decompressed(PageHeader header) throws IOException {
      return decompressed(
          bytes(header.getCompressed_page_size()), header.getUncompressed_page_size());
    }

    /** Decompressed at once, because the columns share the decompressor. */
    private BytesInput decompressed(byte[] bytes, int size) throws IOException {
      ByteArrayOutputStream plain = new ByteArrayOutputStream(Math.max(size, 0));
      decompressor.decompress(BytesInput.from(bytes), size).writeAllTo(plain);
      return BytesInput.from(plain);
    }

    private byte[] bytes(int count) throws IOException {
      if (count < 0 || count > in.remaining()) {
        throw new EOFException("a page of " + count + " bytes with " + in.remaining() + " left");
      }
      return in.readNBytes(count);
    }
  }
}
