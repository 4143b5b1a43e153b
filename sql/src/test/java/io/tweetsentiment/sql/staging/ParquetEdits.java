package io.tweetsentiment.sql.staging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** Makes corrupt Parquet files of sound ones by changing the footer or a page header. */
public final class ParquetEdits {

  private static final int TRAILER_BYTES = 8;

  private ParquetEdits() {}

  /** The file with a changed footer. */
  static byte[] withFooter(byte[] file, Consumer<FileMetaData> change) {
    try {
      FileMetaData footer = footer(file);
      change.accept(footer);
      return joined(Arrays.copyOf(file, footerStart(file)), encoded(footer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file with changed bytes of its footer. */
  static byte[] withFooterBytes(byte[] file, UnaryOperator<byte[]> change) {
    byte[] footer = Arrays.copyOfRange(file, footerStart(file), file.length - TRAILER_BYTES);
    return joined(Arrays.copyOf(file, footerStart(file)), change.apply(footer));
  }

  /** The file with a changed header of the first page of a column. */
  static byte[] withFirstPage(byte[] file, int column, Consumer<PageHeader> change) {
    try {
      FileMetaData footer = footer(file);
      List<ColumnChunk> chunks = footer.getRow_groups().get(0).getColumns();
      ColumnMetaData changed = chunks.get(column).getMeta_data();
      int start = (int) start(changed);
      ByteArrayInputStream in = new ByteArrayInputStream(file, start, file.length - start);
      PageHeader page = Util.readPageHeader(in);
      int body = file.length - in.available();
      change.accept(page);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(file, 0, start);
      Util.writePageHeader(page, out);
      int growth = out.size() - body;
      out.write(file, body, footerStart(file) - body);
      for (ColumnChunk chunk : chunks) {
        move(chunk.getMeta_data(), start, growth);
      }
      changed.setTotal_compressed_size(changed.getTotal_compressed_size() + growth);
      return joined(out.toByteArray(), encoded(footer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file with one more column, nested in as many groups. */
  public static byte[] withNestedColumn(byte[] file, int groups) {
    return withFooter(
        file,
        footer -> {
          List<SchemaElement> schema = new ArrayList<>(footer.getSchema());
          schema.get(0).setNum_children(schema.get(0).getNum_children() + 1);
          for (int i = 0; i < groups; i++) {
            schema.add(
                new SchemaElement("g" + i)
                    .setNum_children(1)
                    .setRepetition_type(FieldRepetitionType.REQUIRED));
          }
          schema.add(
              new SchemaElement("leaf")
                  .setType(Type.INT32)
                  .setRepetition_type(FieldRepetitionType.REQUIRED));
          footer.setSchema(schema);
        });
  }

  /** The file with a first column that claims to be as large. */
  public static byte[] withFirstColumnOf(byte[] file, long bytes) {
    return withFooter(
        file,
        footer ->
            footer
                .getRow_groups()
                .get(0)
                .getColumns()
                .get(0)
                .getMeta_data()
                .setTotal_compressed_size(bytes));
  }

  private static void move(ColumnMetaData chunk, int after, int growth) {
    if (chunk.getData_page_offset() > after) {
      chunk.setData_page_offset(chunk.getData_page_offset() + growth);
    }
    if (chunk.isSetDictionary_page_offset() && chunk.getDictionary_page_offset() > after) {
      chunk.setDictionary_page_offset(chunk.getDictionary_page_offset() + growth);
    }
  }

  private static long start(ColumnMetaData chunk) {
    return chunk.isSetDictionary_page_offset() && chunk.getDictionary_page_offset() > 0
        ? chunk.getDictionary_page_offset()
        : chunk.getData_page_offset();
  }

  private static int footerStart(byte[] file) {
    int end = file.length - TRAILER_BYTES;
    return end - ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
  }

  private static FileMetaData footer(byte[] file) throws IOException {
    return Util.readFileMetaData(
        new ByteArrayInputStream(Arrays.copyOfRange(file, footerStart(file), file.length)));
  }

  private static byte[] encoded(FileMetaData footer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, out);
    return out.toByteArray();
  }

  private static byte[] joined(byte[] data, byte[] footer) {
    return ByteBuffer.allocate(data.length + footer.length + TRAILER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(data)
        .put(footer)
        .putInt(footer.length)
        .put(new byte[] {'P', 'A', 'R', '1'})
        .array();
  }
}
