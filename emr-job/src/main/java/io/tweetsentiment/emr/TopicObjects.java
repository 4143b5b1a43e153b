package io.tweetsentiment.emr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The objects below the folder of a topic: those that the job reads, and those that it skips.
 *
 * @param readable paths of the objects with records of the topic, in order
 * @param skipped all others
 */
record TopicObjects(String folder, List<String> readable, List<Skipped> skipped) {

  /**
   * An object that is not read.
   *
   * @param reason what is wrong with it
   */
  record Skipped(String path, String reason) {}

  /** Objects whose footers one task reads. */
  private static final int FOOTERS = 200;

  private static final StructType CHECKED =
      new StructType().add("path", DataTypes.StringType).add("reason", DataTypes.StringType, true);

  /**
   * Lists the objects of a folder and reads their footers, many of them in the executors.
   *
   * @throws BadInputException when the folder cannot be listed
   */
  static TopicObjects list(SparkSession spark, String folder, Schema schema) {
    List<String> candidates = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    try {
      Path root = new Path(folder);
      FileSystem files = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
      if (!files.exists(root)) {
        return new TopicObjects(folder, List.of(), List.of());
      }
      RemoteIterator<LocatedFileStatus> all = files.listFiles(root, true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        String name = file.getPath().getName();
        String path = file.getPath().toString();
        if (name.startsWith("_") || name.startsWith(".")) {
          continue;
        }
        if (!name.endsWith(".parquet")) {
          skipped.add(new Skipped(path, "its name does not end with .parquet"));
        } else if (file.getLen() == 0) {
          skipped.add(new Skipped(path, "it is empty"));
        } else {
          candidates.add(path);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new BadInputException(
          String.format(
              "cannot list %s: %s. Correct --topics, or check the bucket, its region and the"
                  + " credentials.",
              folder, ObjectCheck.oneLine(e)),
          e);
    }
    List<String> readable = new ArrayList<>();
    for (Row row : checked(spark, candidates, schema)) {
      if (row.isNullAt(1)) {
        readable.add(row.getString(0));
      } else {
        skipped.add(new Skipped(row.getString(0), row.getString(1)));
      }
    }
    readable.sort(Comparator.naturalOrder());
    skipped.sort(Comparator.comparing(Skipped::path));
    return new TopicObjects(folder, readable, skipped);
  }

  /** Path of each object and what is wrong with it; null where nothing is. */
  private static List<Row> checked(SparkSession spark, List<String> paths, Schema schema) {
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    if (paths.size() <= FOOTERS) {
      try {
        List<Row> rows = new ArrayList<>();
        for (String path : paths) {
          rows.add(checked(path, schema, configuration));
        }
        return rows;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    String text = schema.toString();
    SerializableConfiguration shared = new SerializableConfiguration(configuration);
    MapPartitionsFunction<String, Row> check =
        each -> {
          Schema records = new Schema.Parser().parse(text);
          List<Row> rows = new ArrayList<>();
          while (each.hasNext()) {
            rows.add(checked(each.next(), records, shared.value()));
          }
          return rows.iterator();
        };
    return spark
        .createDataset(paths, Encoders.STRING())
        .repartition(1 + paths.size() / FOOTERS)
        .mapPartitions(check, Encoders.row(CHECKED))
        .collectAsList();
  }

  private static Row checked(String path, Schema schema, Configuration configuration)
      throws IOException {
    return RowFactory.create(
        path, ObjectCheck.problem(new Path(path), schema, configuration).orElse(null));
  }
}
