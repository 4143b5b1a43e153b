package io.tweetsentiment.standalone.run;

import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder that holds all data of a run. A file lock, which the system releases when the process
 * ends, lets one run use it at a time.
 */
public final class DataFolder implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens the folder and creates it if it does not exist.
   *
   * @throws SettingsException when its name is empty, it cannot be written, or another run uses it
   */
  public static DataFolder open(Path folder) {
    if (folder.toString().isBlank()) {
      throw new SettingsException("--data is empty; it takes a folder such as ./data.");
    }
    Path path = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path.resolve("run"));
      Files.createDirectories(path.resolve("logs"));
      FileChannel channel =
          FileChannel.open(
              path.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw new SettingsException(
            "another run uses the data folder "
                + path
                + ". Stop it, or choose another folder with --data.");
      }
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw new SettingsException(
          "cannot write the data folder " + path + ": " + e + ". Choose another with --data.", e);
    }
  }

  public Path resolve(String name) {
    return path.resolve(name);
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
