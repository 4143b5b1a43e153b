package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.MemoryContent;
import io.tweetsentiment.sql.rows.ContentInputFile;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;

/** The records of a Parquet object. */
public final class ParquetRecords {

  private ParquetRecords() {}

  /**
   * Reads all records.
   *
   * @param file content of the object
   * @throws IOException when it is not Parquet, or is damaged
   */
  public static void read(byte[] file, Consumer<GenericRecord> each) throws IOException {
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(
                new ContentInputFile(new MemoryContent(file)),
                new HadoopParquetConfiguration(new Configuration(false)))
            .withDataModel(GenericData.get())
            .build()) {
      for (GenericRecord record = reader.read(); record != null; record = reader.read()) {
        each.accept(record);
      }
    }
  }
}
