package io.tweetsentiment.sql.rows;

import io.tweetsentiment.sql.bucket.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * Compares what the footer and the page headers of a Parquet file declare with the size of the
 * file.
 *
 * <p>The Parquet reader allocates the sizes that a file declares and follows its schema by
 * recursion, so a corrupt file of a few kilobytes could end the process with an OutOfMemoryError or
 * a StackOverflowError. This check reads no values and allocates no more than the file's size.
 */
final class ParquetStructureCheck {

  /** The tables are flat; columns that no table has may be nested. */
  private static final int MAX_SCHEMA_DEPTH = 64;

  /** Pages up to this size may be compressed to any size. Writers close a page at about 1 MiB. */
  private static final int SMALL_PAGE_BYTES = 16 << 20;

  /** DEFLATE compresses by at most 1,032 to 1; the other codecs stay below that on real data. */
  private static final int MAX_COMPRESSION = 1_100;

  /** Length of the footer and magic number, which end a file. */
  private static final int TRAILER_BYTES = 8;

  private static final int VARINT_BYTES = 5;

  /** A footer of 5,000,000 rows in pages of any size is smaller. */
  private static final int MAX_FOOTER_BYTES = 16 << 20;

  private final Content file;
  private final Set<String> columns;
  private final long length;
  private long memory;

  private ParquetStructureCheck(Content file, Set<String> columns) {
    this.file = file;
    this.columns = columns;
    this.length = file.length();
  }

  /**
   * Checks a file. A file without a footer passes, because the reader reports that error.
   *
   * @param columns names of the columns that are read
   * @return bytes of memory that reading them takes: the largest pages of all of them
   * @throws UnusableObjectException when the file declares what it cannot contain, or a schema that
   *     is nested too deeply
   * @throws IOException when the footer or a page header cannot be decoded
   */
  static long check(Content file, Set<String> columns) throws IOException, UnusableObjectException {
    long footerEnd = file.length() - TRAILER_BYTES;
    if (footerEnd < 0) {
      return 0;
    }
    byte[] trailer = new byte[Integer.BYTES];
    file.stream(footerEnd).readNBytes(trailer, 0, trailer.length);
    int footerBytes = ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (footerBytes <= 0 || footerBytes > footerEnd) {
      return 0;
    }
    if (footerBytes > MAX_FOOTER_BYTES) {
      throw new UnusableObjectException(
          String.format(
              "its footer has %d bytes; at most %d are read", footerBytes, MAX_FOOTER_BYTES));
    }
    byte[] bytes = file.stream(footerEnd - footerBytes).readNBytes(footerBytes);
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(bytes), footerBytes);
    checkDepth(footer.getSchema());
    ParquetStructureCheck check = new ParquetStructureCheck(file, columns);
    check.checkRowGroups(footer.getRow_groups());
    return check.memory + 2L * footerBytes;
  }

  /** The schema is a list in the order of a depth-first walk, each group with its child count. */
  private static void checkDepth(List<SchemaElement> schema) throws UnusableObjectException {
    Deque<Integer> openGroups = new ArrayDeque<>();
    for (SchemaElement element : schema) {
      while (!openGroups.isEmpty() && openGroups.peek() == 0) {
        openGroups.pop();
      }
      if (!openGroups.isEmpty()) {
        openGroups.push(openGroups.pop() - 1);
      }
      if (element.isSetNum_children() && element.getNum_children() > 0) {
        openGroups.push(element.getNum_children());
        if (openGroups.size() > MAX_SCHEMA_DEPTH) {
          throw new UnusableObjectException(
              "its schema is nested more than " + MAX_SCHEMA_DEPTH + " levels deep");
        }
      }
    }
  }

  private void checkRowGroups(List<RowGroup> rowGroups)
      throws IOException, UnusableObjectException {
    long total = 0;
    for (RowGroup rowGroup : rowGroups) {
      long ofRowGroup = 0;
      for (ColumnChunk chunk : rowGroup.getColumns()) {
        if (chunk.isSetMeta_data()) {
          total += checkedSize(chunk.getMeta_data());
          if (total > length) {
            throw new UnusableObjectException(
                String.format(
                    "its column chunks declare more than the %d bytes of the object", length));
          }
          if (isRead(chunk.getMeta_data())) {
            ofRowGroup += checkPages(chunk.getMeta_data());
          }
        }
      }
      memory = Math.max(memory, ofRowGroup);
    }
  }

  private boolean isRead(ColumnMetaData chunk) {
    List<String> path = chunk.getPath_in_schema();
    return !path.isEmpty() && columns.contains(path.get(0));
  }

  private static long start(ColumnMetaData chunk) {
    return chunk.isSetDictionary_page_offset()
            && chunk.getDictionary_page_offset() > 0
            && chunk.getDictionary_page_offset() < chunk.getData_page_offset()
        ? chunk.getDictionary_page_offset()
        : chunk.getData_page_offset();
  }

  private long checkedSize(ColumnMetaData chunk) throws UnusableObjectException {
    long start = start(chunk);
    long size = chunk.getTotal_compressed_size();
    if (start < 0 || start > length || size < 0 || size > length - start) {
      throw new UnusableObjectException(
          String.format(
              "it declares a column chunk of %d bytes at offset %d; the object has %d bytes",
              size, start, length));
    }
    return size;
  }

  /** Returns the memory of the largest page and of the dictionary. */
  private long checkPages(ColumnMetaData chunk) throws IOException, UnusableObjectException {
    long values = 0;
    long largest = 0;
    long dictionary = 0;
    Content.ContentStream in = file.stream(start(chunk));
    while (values < chunk.getNum_values() && in.remaining() > 0) {
      PageHeader page = Util.readPageHeader(in);
      long body = in.position();
      int bytes = page.getCompressed_page_size();
      if (bytes < 0 || bytes > in.remaining()) {
        throw new UnusableObjectException(
            String.format(
                "it declares a page of %d bytes at offset %d; the object has %d bytes",
                bytes, body, length));
      }
      checkPlausible(page.getUncompressed_page_size(), bytes, body);
      if (chunk.getCodec() == CompressionCodec.SNAPPY) {
        checkSnappy(page, body);
      }
      long size = (long) bytes + page.getUncompressed_page_size();
      if (page.isSetDictionary_page_header()) {
        dictionary = 2 * size;
      } else {
        largest = Math.max(largest, size);
      }
      if (page.isSetDictionary_page_header()) {
        // A value takes a byte or more: only booleans are smaller, and they have no dictionary.
        int entries = page.getDictionary_page_header().getNum_values();
        if (entries < 0 || entries > page.getUncompressed_page_size()) {
          throw new UnusableObjectException(
              String.format(
                  "it declares a dictionary of %d values in %d bytes at offset %d",
                  entries, page.getUncompressed_page_size(), body));
        }
      }
      values += dataValues(page);
      in.moveTo(body + bytes);
    }
    return largest + dictionary;
  }

  private static long dataValues(PageHeader page) {
    if (page.isSetData_page_header()) {
      return page.getData_page_header().getNum_values();
    }
    return page.isSetData_page_header_v2() ? page.getData_page_header_v2().getNum_values() : 0;
  }

  /** Snappy allocates what its own block declares, a varint at the start of the block. */
  private void checkSnappy(PageHeader page, long body) throws UnusableObjectException {
    long from = body;
    long end = body + page.getCompressed_page_size();
    if (page.isSetData_page_header_v2()) {
      if (!page.getData_page_header_v2().isIs_compressed()) {
        return;
      }
      from += page.getData_page_header_v2().getRepetition_levels_byte_length();
      from += page.getData_page_header_v2().getDefinition_levels_byte_length();
    }
    long declared = 0;
    Content.ContentStream block = file.stream(Math.max(from, 0));
    for (int i = 0; i < VARINT_BYTES && from >= body && from + i < end; i++) {
      int next = block.read();
      declared |= (next & 0x7FL) << (7 * i);
      if ((next & 0x80) == 0) {
        break;
      }
    }
    checkPlausible(declared, end - body, body);
  }

  private static void checkPlausible(long size, long compressed, long offset)
      throws UnusableObjectException {
    if (size < 0 || (size > SMALL_PAGE_BYTES && size / MAX_COMPRESSION > compressed)) {
      throw new UnusableObjectException(
          String.format(
              "it declares a page of %d bytes that is compressed to %d bytes at offset %d",
              size, compressed, offset));
    }
  }
}
