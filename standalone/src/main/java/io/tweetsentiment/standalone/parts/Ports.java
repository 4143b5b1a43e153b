package io.tweetsentiment.standalone.parts;

import io.tweetsentiment.cli.CommandException;
import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The ports of one run: the default ports plus an offset.
 *
 * @param offset 0 to 55,000
 */
public record Ports(int offset) {

  /** Address that everything listens on. */
  public static final String HOST = "127.0.0.1";

  private static final int GREATEST_OFFSET = 55_000;

  public Ports {
    if (offset < 0 || offset > GREATEST_OFFSET) {
      throw new SettingsException(
          "--port-offset is " + offset + "; it takes 0 to " + GREATEST_OFFSET + ".");
    }
  }

  /** The port of a part. */
  public int of(Port port) {
    return port.number() + offset;
  }

  /** {@code host:port} of a part. */
  public String address(Port port) {
    return HOST + ":" + of(port);
  }

  /** {@code http://host:port} of a part. */
  public String url(Port port) {
    return "http://" + address(port);
  }

  /**
   * Makes sure that no other process listens on the ports of all parts.
   *
   * @throws CommandException with the name of each port that is in use
   */
  public void requireFree() {
    requireFree(Port.values());
  }

  /**
   * Makes sure that no other process listens on the ports of some parts.
   *
   * @throws CommandException with the name of each port that is in use
   */
  public void requireFree(Port... wanted) {
    String taken =
        Arrays.stream(wanted)
            .filter(port -> !free(of(port)))
            .map(port -> of(port) + " (" + port.partName() + ")")
            .collect(Collectors.joining(", "));
    if (!taken.isEmpty()) {
      throw CommandException.badInput(
          "in use by another process: port "
              + taken
              + ". Stop that process, or move all ports with --port-offset 10000.");
    }
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
