package io.tweetsentiment.standalone.bench.connectors;

import io.tweetsentiment.standalone.parts.ConnectWorker;
import io.tweetsentiment.standalone.parts.Connectors;
import io.tweetsentiment.standalone.parts.ObjectStore;
import java.util.Map;

/** Measures the S3 sink with one task: the project's instance for raw tweets, as Parquet. */
public final class SinkMeasurement {
  private static final String SINK = "s3-sink-raw";

  private final ConnectWorker worker;

  /**
   * A measurement.
   *
   * @param worker knows the variables of the project's instances
   */
  public SinkMeasurement(ConnectWorker worker) {
    this.worker = worker;
  }

  /**
   * Records per second that a warm task takes from the topic, decodes and writes.
   *
   * @param records how many the topic has
   */
  public double rate(long records) throws Exception {
    Map<String, String> config = Connectors.instance(SINK);
    config.put("tasks.max", "1");
    config.put("aws.access.key.id", ObjectStore.ACCESS_KEY);
    config.put("aws.secret.access.key", ObjectStore.SECRET_KEY);
    worker.put(SINK, config);
    try {
      return TaskCounts.warmRate(
          "kafka.connect:type=sink-task-metrics,connector=" + SINK + ",*",
          "sink-record-send-total",
          records,
          () -> worker.failure(SINK));
    } finally {
      worker.remove(SINK);
    }
  }
}
