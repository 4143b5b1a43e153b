package io.tweetsentiment.standalone.run;

import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The addresses of a run. The run writes its port offset into its data folder; the tools read it
 * there.
 *
 * @param kafka {@code host:port} of the broker
 * @param registry base URL of the schema registry's Confluent API
 */
public record Addresses(String kafka, String registry) {

  private static final String FILE = "run/port-offset";

  public static Addresses of(Ports ports) {
    return new Addresses(ports.address(Port.KAFKA), ports.url(Port.REGISTRY) + "/apis/ccompat/v7");
  }

  /**
   * The addresses of the run whose data folder is {@code $TWEET_SENTIMENT_DATA} or {@code ./data};
   * the default addresses when that folder holds no port offset.
   */
  public static Addresses current() {
    return of(currentPorts());
  }

  /** The ports of the same run. */
  public static Ports currentPorts() {
    return ports(currentData());
  }

  /** The data folder of the same run. */
  public static Path currentData() {
    return Path.of(System.getenv().getOrDefault("TWEET_SENTIMENT_DATA", "data"));
  }

  public static Addresses in(Path data) {
    return of(ports(data));
  }

  private static Ports ports(Path data) {
    try {
      return new Ports(Integer.parseInt(Files.readString(data.resolve(FILE)).trim()));
    } catch (IOException | NumberFormatException e) {
      return new Ports(0);
    }
  }

  public static void write(Path data, Ports ports) throws IOException {
    Path file = data.resolve(FILE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, ports.offset() + "\n");
  }
}
