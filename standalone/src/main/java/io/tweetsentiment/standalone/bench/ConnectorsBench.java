package io.tweetsentiment.standalone.bench;

import io.tweetsentiment.emulators.kinesis.KinesisEmulator;
import io.tweetsentiment.standalone.bench.connectors.SinkMeasurement;
import io.tweetsentiment.standalone.bench.connectors.SourceMeasurement;
import io.tweetsentiment.standalone.parts.Broker;
import io.tweetsentiment.standalone.parts.ConnectWorker;
import io.tweetsentiment.standalone.parts.ObjectStore;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.standalone.parts.Registry;
import io.tweetsentiment.standalone.parts.RunningParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures both connectors in a Connect worker, each with one task. Broker, worker and endpoints
 * share this process, as in the pipeline.
 */
final class ConnectorsBench {
  private static final long BETWEEN_LOOKS_MS = 20;

  private final int count;
  private final Ports ports;
  private final Map<String, Double> figures = new LinkedHashMap<>();

  /**
   * A benchmark.
   *
   * @param count records for each rate
   */
  ConnectorsBench(int count, Ports ports) {
    this.count = count;
    this.ports = ports;
  }

  /**
   * Runs.
   *
   * @return records per second that the source reads, from plain records, from aggregates and by
   *     enhanced fan-out; median milliseconds from a put to a committed record, by fan-out and by
   *     polling; records per second that the sink stores
   */
  Map<String, Double> run() throws Exception {
    ports.requireFree();
    Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-");
    try (RunningParts parts = new RunningParts()) {
      BenchCluster cluster = BenchCluster.start(folder, ports, parts);
      parts.add(ObjectStore.start(folder.resolve("s3"), Ports.HOST, ports));
      ConnectWorker worker = parts.add(ConnectWorker.start(ports, variables(cluster.registry())));
      while (!worker.healthy()) {
        TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
      }
      measureSource(folder.resolve("kinesis"), cluster.broker(), worker);
      new Backlog(count, Instant.now())
          .fill(cluster.broker().clientProperties(), cluster.registry().address());
      figures.put("sink_records_per_second", new SinkMeasurement(worker).rate(count));
    } finally {
      TemporaryFolder.delete(folder);
    }
    return figures;
  }

  private void measureSource(Path folder, Broker broker, ConnectWorker worker) throws Exception {
    try (KinesisEmulator emulator = KinesisEmulator.start(folder, Map.of(), Clock.systemUTC());
        SourceMeasurement source = new SourceMeasurement(broker, worker, emulator.uri())) {
      figures.put("source_records_per_second", source.rate(count));
      figures.put("source_kpl_records_per_second", source.aggregatedRate(2 * count));
      figures.put("fanout_records_per_second", source.fanOutRate(count));
      figures.put("fanout_latency_ms_p50", source.medianLatency("fanout"));
      figures.put("latency_ms_p50", source.medianLatency("polling"));
    }
  }

  private Map<String, String> variables(Registry registry) {
    return Map.of(
        "SCHEMA_REGISTRY_URL",
        registry.address(),
        "S3_BUCKET",
        ObjectStore.BUCKET,
        "S3_ENDPOINT",
        ports.url(Port.S3),
        "AWS_REGION",
        "us-east-1",
        "KINESIS_ENDPOINT",
        ports.url(Port.KINESIS),
        "KINESIS_STREAM",
        "bench");
  }
}
