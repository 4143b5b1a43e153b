package io.tweetsentiment.standalone.bench;

import io.tweetsentiment.standalone.parts.Broker;
import io.tweetsentiment.standalone.parts.Children;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import io.tweetsentiment.standalone.parts.Registry;
import io.tweetsentiment.standalone.parts.RunningParts;
import io.tweetsentiment.streams.StreamsSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A broker with the topics of the pipeline, in this process, and a schema registry.
 *
 * @param broker with all topics
 * @param registry ready to answer
 * @param folder the data of both, and the state of the apps
 * @param ports where they listen
 */
record BenchCluster(Broker broker, Registry registry, Path folder, Ports ports) {

  private static final long BETWEEN_LOOKS_MS = 20;

  /** Starts both and waits for the registry; {@code parts} stops them. */
  static BenchCluster start(Path folder, Ports ports, RunningParts parts) throws Exception {
    Broker broker = parts.add(Broker.start(folder.resolve("kafka"), ports));
    broker.createTopics();
    Registry registry =
        parts.add(
            Registry.start(
                Registry.home(),
                folder.resolve("registry"),
                folder.resolve("registry.log"),
                ports,
                new Children(folder.resolve("children"))));
    while (!registry.healthy()) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
    }
    return new BenchCluster(broker, registry, folder, ports);
  }

  /**
   * Settings of a streams app on this cluster.
   *
   * @param given settings that override these
   */
  StreamsSettings streams(String application, Map<String, String> given) {
    Map<String, String> settings = new HashMap<>();
    settings.put("application.id", application);
    settings.put("kafka.bootstrap.servers", broker.address());
    settings.put("kafka.state.dir", folder.resolve("streams").toString());
    settings.put("schema.registry.url", registry.address());
    settings.put("http.host", Ports.HOST);
    settings.put("http.port", Integer.toString(ports.of(Port.STREAMS)));
    settings.putAll(given);
    return StreamsSettings.of(settings);
  }
}
