package io.tweetsentiment.standalone.parts;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The connector instances of {@code connectors/config}, as the standalone worker runs them. */
public final class Connectors {

  /** Name of the source connector's instance. */
  public static final String SOURCE = "kinesis-source";

  private static final List<String> SINKS =
      List.of("s3-sink-raw", "s3-sink-sentiment", "s3-sink-merged", "s3-sink-aggregate");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Few and large objects while there is a backlog. */
  private static final String ROTATE_EVERY_MS = "8000";

  /** Rows appear soon when there is none. */
  private static final String ROTATE_IDLE_MS = "500";

  /** The first tweets after a pause do not wait a second; the shards have no other reader. */
  private static final String EMPTY_BACKOFF_MS = "250";

  private final ConnectWorker worker;

  public Connectors(ConnectWorker worker) {
    this.worker = worker;
  }

  /** Creates all instances, or updates their configuration. */
  public void create() throws IOException, InterruptedException {
    Map<String, String> source = instance(SOURCE);
    source.put("kinesis.empty.records.backoff.ms", EMPTY_BACKOFF_MS);
    // The emulator has no limits.
    source.put("kinesis.shard.calls.per.second", "0");
    source.put("kinesis.shard.bytes.per.second", "0");
    worker.put(SOURCE, source);
    for (String sink : SINKS) {
      Map<String, String> config = instance(sink);
      config.put("rotate.schedule.interval.ms", ROTATE_EVERY_MS);
      config.put("rotate.idle.interval.ms", ROTATE_IDLE_MS);
      config.put("tasks.max", "1");
      worker.put(sink, config);
    }
  }

  /** The stack trace of a connector or task that failed. */
  public Optional<String> failure() {
    Optional<String> failure = failure(SOURCE);
    for (String sink : SINKS) {
      failure = failure.isPresent() ? failure : failure(sink);
    }
    return failure;
  }

  private Optional<String> failure(String connector) {
    return worker.failure(connector).map(trace -> "the connector " + connector + ": " + trace);
  }

  /** The configuration of a packaged instance, for {@link ConnectWorker#put}. */
  public static Map<String, String> instance(String name) throws IOException {
    try (InputStream in = Connectors.class.getResourceAsStream("/connectors/" + name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("no connector instance " + name + " is packaged");
      }
      JsonNode instance = JSON.readTree(in);
      JsonNode config = instance.has("config") ? instance.get("config") : instance;
      return JSON.convertValue(config, new TypeReference<java.util.TreeMap<String, String>>() {});
    }
  }
}
