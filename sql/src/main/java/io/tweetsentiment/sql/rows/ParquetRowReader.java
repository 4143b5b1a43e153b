package io.tweetsentiment.sql.rows;

import io.tweetsentiment.sql.bucket.Content;
import io.tweetsentiment.sql.warehouse.Column;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport.ReadContext;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The rows of a Parquet object, with columns matched by name.
 *
 * <p>Parquet's own reader holds the column chunks of a whole row group, which may be any size. This
 * one holds one page of each column.
 */
final class ParquetRowReader implements RowReader {

  /**
   * Empty and shared, because a configuration with Hadoop's defaults parses XML files for every
   * object.
   */
  private static final ParquetConfiguration CONFIGURATION = configuration();

  private final WarehouseTable table;
  private final Content content;
  private final CodecFactory codecs =
      new CodecFactory(CONFIGURATION, ParquetWriter.DEFAULT_PAGE_SIZE);
  private final Schema avro;
  private final boolean isWhole;
  private final MessageColumnIO columns;
  private final RecordMaterializer<GenericRecord> materializer;
  private final Iterator<BlockMetaData> rowGroups;
  private final Column.Type[] types;
  private final Object[] values;
  private RecordReader<GenericRecord> rows;
  private long left;
  private int[] places;
  private boolean isCopyable;

  private ParquetRowReader(WarehouseTable table, Content content, ParquetMetadata footer) {
    this.table = table;
    this.content = content;
    this.types = table.columns().stream().map(Column::type).toArray(Column.Type[]::new);
    this.values = new Object[types.length];
    MessageType ofFile = footer.getFileMetaData().getSchema();
    MessageType schema = requested(table, ofFile);
    this.avro = new AvroSchemaConverter(CONFIGURATION).convert(schema);
    this.isWhole = isOfTheTable(table, ofFile);
    // Without the metadata of the file, whose Avro schema has the columns that are not requested.
    this.materializer =
        new AvroReadSupport<GenericRecord>(GenericData.get())
            .prepareForRead(CONFIGURATION, Map.of(), ofFile, new ReadContext(schema, Map.of()));
    this.columns =
        new ColumnIOFactory(footer.getFileMetaData().getCreatedBy()).getColumnIO(schema, ofFile);
    this.rowGroups = footer.getBlocks().iterator();
  }

  private static Set<String> columnNames(WarehouseTable table) {
    return table.columns().stream().map(Column::name).collect(Collectors.toSet());
  }

  /** The columns of the table alone: any number of others, of any depth, costs no memory. */
  private static MessageType requested(WarehouseTable table, MessageType ofFile) {
    Set<String> names = columnNames(table);
    return new MessageType(
        table.tableName(),
        ofFile.getFields().stream().filter(field -> names.contains(field.getName())).toList());
  }

  private static boolean isOfTheTable(WarehouseTable table, MessageType ofFile) {
    return ofFile.getFields().stream()
        .map(Type::getName)
        .toList()
        .equals(table.columns().stream().map(Column::name).toList());
  }

  private static ParquetConfiguration configuration() {
    Configuration empty = new Configuration(false);
    // The reader for old files decodes texts, and would hide what is not UTF-8.
    empty.setBoolean(AvroReadSupport.AVRO_COMPATIBILITY, false);
    return new HadoopParquetConfiguration(empty);
  }

  static ParquetRowReader open(WarehouseTable table, Content content, long memory)
      throws IOException, UnusableObjectException {
    long needed = ParquetStructureCheck.check(content, columnNames(table));
    if (needed > memory) {
      throw new MemoryExceededException(needed, memory);
    }
    ContentInputFile file = new ContentInputFile(content);
    ParquetMetadata footer =
        ParquetFileReader.readFooter(
            file, ParquetReadOptions.builder(CONFIGURATION).build(), file.newStream());
    return new ParquetRowReader(table, content, footer);
  }

  @Override
  public Column.Type[] types() {
    return types;
  }

  @Override
  public Object[] next() throws UnusableObjectException {
    while (left == 0) {
      if (!rowGroups.hasNext()) {
        return null;
      }
      BlockMetaData rowGroup = rowGroups.next();
      left = rowGroup.getRowCount();
      if (places == null && left > 0) {
        // Before the first value is read: a nested column has rows of any size.
        places = places(avro);
      }
      rows = columns.getRecordReader(new RowGroupPages(content, rowGroup, codecs), materializer);
    }
    left--;
    GenericRecord row = rows.read();
    if (row == null || rows.shouldSkipCurrentRecord()) {
      throw new UnusableObjectException("it has fewer rows than its footer declares");
    }
    for (int i = 0; i < places.length; i++) {
      values[i] = places[i] < 0 ? null : row.get(places[i]);
    }
    return values;
  }

  @Override
  public Optional<InvalidValue> problem() {
    return Optional.empty();
  }

  @Override
  public boolean isCopyable() {
    return isCopyable;
  }

  @Override
  public void close() {
    codecs.release();
  }

  /** Position in the file of each column of the table, -1 where the file has none. */
  private int[] places(Schema ofFile) throws UnusableObjectException {
    List<Column> all = table.columns();
    int[] found = new int[all.size()];
    isCopyable = isWhole;
    for (int i = 0; i < found.length; i++) {
      Column column = all.get(i);
      Schema.Field field = ofFile.getField(column.name());
      found[i] = field == null ? -1 : field.pos();
      if (field == null) {
        if (!column.nullable()) {
          throw new UnusableObjectException("it has no column " + column.name());
        }
        continue;
      }
      Column inFile;
      try {
        inFile = Column.of(field);
      } catch (IllegalArgumentException e) {
        throw new UnusableObjectException("its " + e.getMessage());
      }
      if (!column.accepts(inFile)) {
        throw new UnusableObjectException(
            String.format(
                "its column %s is %s, not %s", column.name(), inFile.type(), column.type()));
      }
      isCopyable &= inFile.type() == column.type();
      types[i] = inFile.type();
    }
    return found;
  }
}
