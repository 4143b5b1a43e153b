package io.tweetsentiment.producer.checkpoint;

import io.tweetsentiment.settings.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The default name of a process in claims, {@code <host>/process-<id>}: unique, and other processes
 * on the host can see whether it has ended.
 */
final class ProcessName {

  private static final String MARK = "/process-";

  private ProcessName() {}

  /**
   * The name of this process.
   *
   * @throws SettingsException when the host name cannot be determined
   */
  static String own() {
    try {
      return InetAddress.getLocalHost().getHostName() + MARK + ProcessHandle.current().pid();
    } catch (UnknownHostException e) {
      throw new SettingsException("the host name cannot be determined; set checkpoint.owner.", e);
    }
  }

  /**
   * Whether a process is known to have ended. That is not known of a process on another host, nor
   * of one whose id another process has now.
   *
   * @param own name of this process
   */
  static boolean ended(String name, String own) {
    int id = own.lastIndexOf(MARK) + MARK.length();
    return own.contains(MARK)
        && name.startsWith(own.substring(0, id))
        && name.substring(id).matches("\\d{1,18}")
        && ProcessHandle.of(Long.parseLong(name.substring(id))).isEmpty();
  }
}
