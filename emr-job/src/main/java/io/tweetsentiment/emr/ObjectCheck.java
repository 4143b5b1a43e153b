package io.tweetsentiment.emr;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Whether an object holds records of a schema, according to its Parquet footer. */
final class ObjectCheck {

  private ObjectCheck() {}

  /**
   * The reason why an object is not read; empty when it holds records of the schema. More columns
   * than the schema has are fine, and so are missing ones that have a default.
   *
   * @throws IOException when the storage fails or denies access, which says nothing about the
   *     object
   */
  static Optional<String> problem(Path object, Schema schema, Configuration configuration)
      throws IOException {
    MessageType columns;
    try (ParquetFileReader file =
        ParquetFileReader.open(HadoopInputFile.fromPath(object, configuration))) {
      columns = file.getFileMetaData().getSchema();
    } catch (FileNotFoundException e) {
      return Optional.of("it was removed after it was listed");
    } catch (EOFException | RuntimeException e) {
      return Optional.of("it cannot be read as Parquet: " + oneLine(e));
    } catch (IOException e) {
      if (!isOfFooter(e)) {
        throw e;
      }
      return Optional.of("it cannot be read as Parquet: " + oneLine(e));
    }
    return problem(columns, schema);
  }

  /** Parquet reports a footer that cannot be decoded like a failure of the storage. */
  private static boolean isOfFooter(IOException e) {
    return e.getCause() != null && e.getCause().getClass().getName().contains(".thrift.");
  }

  static Optional<String> problem(MessageType columns, Schema schema) {
    for (Schema.Field field : schema.getFields()) {
      if (!columns.containsField(field.name())) {
        if (!field.schema().isNullable() && !field.hasDefaultValue()) {
          return Optional.of("it has no column " + field.name());
        }
        continue;
      }
      Type column = columns.getType(field.name());
      if (!column.isPrimitive()
          || column.isRepetition(Type.Repetition.REPEATED)
          || !fits(column, value(field.schema()))) {
        return Optional.of(
            String.format(
                "its column %s is '%s', not %s", field.name(), column, value(field.schema())));
      }
    }
    return Optional.empty();
  }

  private static Schema value(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream()
            .filter(branch -> branch.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow()
        : schema;
  }

  private static boolean fits(Type column, Schema schema) {
    PrimitiveTypeName type = column.asPrimitiveType().getPrimitiveTypeName();
    LogicalTypeAnnotation logical = column.getLogicalTypeAnnotation();
    if (schema.getLogicalType() != null) {
      return type == PrimitiveTypeName.INT96
          || (type == PrimitiveTypeName.INT64 && logical instanceof TimestampLogicalTypeAnnotation);
    }
    return switch (schema.getType()) {
      case STRING ->
          type == PrimitiveTypeName.BINARY && LogicalTypeAnnotation.stringType().equals(logical);
      case BOOLEAN -> type == PrimitiveTypeName.BOOLEAN;
      case INT -> type == PrimitiveTypeName.INT32;
      case LONG -> type == PrimitiveTypeName.INT64;
      case DOUBLE -> type == PrimitiveTypeName.DOUBLE;
      default -> false;
    };
  }

  /** The message of a failure in one line. */
  static String oneLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("").strip();
  }
}
