package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.warehouse.Column;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * What Redshift's COPY of Parquet requires of a file for table {@code tweet}: the columns of the
 * staging table by position, flat, each of the Parquet type that fits. Read with Parquet's own
 * reader.
 */
public final class CopyRules {

  private CopyRules() {}

  /** The rules that a file breaks. */
  public static List<String> problems(byte[] file) {
    List<String> problems = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(written(file)))) {
      List<Type> fields = reader.getFooter().getFileMetaData().getSchema().getFields();
      List<Column> columns = WarehouseTable.TWEET.columns();
      if (fields.size() != columns.size()) {
        problems.add(fields.size() + " columns instead of " + columns.size());
      }
      for (int i = 0; i < Math.min(fields.size(), columns.size()); i++) {
        Type field = fields.get(i);
        Column column = columns.get(i);
        if (!field.getName().equals(column.name()) || !fits(field, column.type())) {
          problems.add("column " + i + " is " + field + " instead of " + column);
        }
      }
      reader
          .getRowGroups()
          .forEach(
              group ->
                  group.getColumns().stream()
                      .filter(chunk -> chunk.getCodec() != CompressionCodecName.SNAPPY)
                      .forEach(chunk -> problems.add("codec " + chunk.getCodec())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return problems;
  }

  private static boolean fits(Type field, Column.Type type) {
    if (!field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED)) {
      return false;
    }
    PrimitiveType primitive = field.asPrimitiveType();
    LogicalTypeAnnotation logical = primitive.getLogicalTypeAnnotation();
    return switch (type) {
      case STRING -> logical != null && logical.equals(LogicalTypeAnnotation.stringType());
      case BOOLEAN -> primitive.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BOOLEAN;
      case INT -> primitive.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT32;
      case LONG ->
          primitive.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT64
              && logical == null;
      case DOUBLE -> primitive.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.DOUBLE;
      case TIMESTAMP_MILLIS, TIMESTAMP_MICROS ->
          logical instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
    };
  }

  /** All rows of a file. */
  public static List<GenericRecord> rows(byte[] file) {
    List<GenericRecord> rows = new ArrayList<>();
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(
                new LocalInputFile(written(file)),
                new HadoopParquetConfiguration(new Configuration(false)))
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static Path written(byte[] file) throws IOException {
    Path path = Files.createTempFile("copy-rules", ".parquet");
    path.toFile().deleteOnExit();
    return Files.write(path, file);
  }
}
