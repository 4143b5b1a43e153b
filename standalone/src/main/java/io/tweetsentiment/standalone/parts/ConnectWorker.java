package io.tweetsentiment.standalone.parts;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;

/**
 * A distributed Connect worker in this JVM, and a client for the part of its REST API that a run
 * needs.
 */
public final class ConnectWorker implements RunningPart {

  /** The topic that holds the source offsets. */
  public static final String OFFSETS_TOPIC = "connect.offsets";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String url;
  private final Connect<?> connect;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private volatile boolean alive = true;

  private ConnectWorker(String url, Connect<?> connect) {
    this.url = url;
    this.connect = connect;
  }

  /**
   * Starts a worker with the connectors of the class path.
   *
   * @param variables values of {@code ${env:NAME}} in the configuration of connectors
   */
  public static ConnectWorker start(Ports ports, Map<String, String> variables) {
    Map<String, String> properties = new HashMap<>(workerProperties(ports));
    // The run stops the worker before the broker. A shutdown hook of the worker would race with
    // that.
    Exit.setShutdownHookAdder((name, hook) -> {});
    variables.forEach((name, value) -> properties.put("config.providers.env.param." + name, value));
    ConnectWorker worker =
        new ConnectWorker(
            ports.url(Port.CONNECT), new ConnectDistributed().startConnect(properties));
    Thread watch = new Thread(worker::awaitEnd, "connect-watch");
    watch.setDaemon(true);
    watch.start();
    return worker;
  }

  /** Creates a connector or updates its configuration. */
  public void put(String connector, Map<String, String> config)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        send(
            request("/connectors/" + connector + "/config")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(config)))
                .build());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "Kafka Connect refuses the connector " + connector + ": " + response.body());
    }
  }

  /** Removes a connector; its offsets remain. */
  public void remove(String connector) throws IOException, InterruptedException {
    HttpResponse<String> response = send(request("/connectors/" + connector).DELETE().build());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "Kafka Connect does not remove the connector " + connector + ": " + response.body());
    }
  }

  /**
   * The stack trace of a failed connector or task; empty when none failed. It is read from the
   * worker's memory, so it may be asked often.
   */
  public Optional<String> failure(String connector) {
    ConnectorStateInfo status;
    try {
      status = connect.herder().connectorStatus(connector);
    } catch (NotFoundException e) {
      return Optional.empty();
    }
    return Stream.concat(Stream.of(status.connector()), status.tasks().stream())
        .filter(part -> part.state().equals("FAILED"))
        .map(part -> String.valueOf(part.trace()))
        .findFirst();
  }

  /** Whether the worker reports that it is ready. */
  public boolean healthy() throws InterruptedException {
    try {
      return send(request("/health").GET().build()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String name() {
    return Port.CONNECT.partName();
  }

  @Override
  public String address() {
    return url;
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public boolean alive() {
    return alive;
  }

  @Override
  public boolean client() {
    return true;
  }

  @Override
  public void close() {
    connect.stop();
    connect.awaitStop();
  }

  private void awaitEnd() {
    connect.awaitStop();
    alive = false;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static Map<String, String> workerProperties(Ports ports) {
    return Map.ofEntries(
        Map.entry("bootstrap.servers", ports.address(Port.KAFKA)),
        Map.entry("group.id", "connect"),
        Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
        Map.entry("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
        Map.entry("offset.storage.topic", OFFSETS_TOPIC),
        Map.entry("offset.storage.replication.factor", "1"),
        Map.entry("offset.storage.partitions", "4"),
        Map.entry("config.storage.topic", "connect.configs"),
        Map.entry("config.storage.replication.factor", "1"),
        Map.entry("status.storage.topic", "connect.status"),
        Map.entry("status.storage.replication.factor", "1"),
        Map.entry("status.storage.partitions", "2"),
        Map.entry("offset.flush.interval.ms", "1000"),
        Map.entry("listeners", ports.url(Port.CONNECT)),
        Map.entry("exactly.once.source.support", "enabled"),
        Map.entry("plugin.discovery", "service_load"),
        Map.entry("scheduled.rebalance.max.delay.ms", "0"),
        Map.entry("transaction.timeout.ms", Broker.TRANSACTION_TIMEOUT_MS),
        Map.entry("producer.transaction.timeout.ms", Broker.TRANSACTION_TIMEOUT_MS),
        Map.entry("producer.max.request.size", Integer.toString(Topics.LARGEST_DEAD_LETTER_BYTES)),
        Map.entry("session.timeout.ms", "6000"),
        Map.entry("heartbeat.interval.ms", "2000"),
        Map.entry("config.providers", "env"),
        Map.entry("config.providers.env.class", LaunchConfigProvider.class.getName()));
  }
}
