package io.tweetsentiment.standalone.run;

import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Free space on the disk of the data folder. The run ends while some is left, because a broker that
 * cannot write halts without an orderly stop and without a log entry.
 *
 * @param folder data folder
 * @param room reports the free space of its disk
 */
record DiskSpace(Path folder, Room room) {

  /** Returns how many bytes can still be written below a folder. */
  interface Room {
    long bytes(Path folder) throws IOException;
  }

  DiskSpace(Path folder) {
    this(folder, path -> Files.getFileStore(path).getUsableSpace());
  }

  private static final long MEGABYTE = 1 << 20;
  private static final long TO_START = 400;
  private static final long TO_GO_ON = 64;

  /**
   * Checks before the start that the disk has enough free space.
   *
   * @throws SettingsException when it has too little free space
   */
  void requireToStart() {
    long free = free();
    if (free < TO_START) {
      throw new SettingsException(
          String.format(
              "the disk of %s has %d MB left, and a run needs at least %d. Free some space, or choose"
                  + " another folder with --data.",
              folder, free, TO_START));
    }
  }

  /**
   * Checks during the run that the disk is not nearly full.
   *
   * @throws IllegalStateException when it is nearly full
   */
  void requireToGoOn() {
    long free = free();
    if (free < TO_GO_ON) {
      throw new IllegalStateException(
          String.format(
              "the disk of %s has %d MB left. Free some space, then start the same command again.",
              folder, free));
    }
  }

  private long free() {
    try {
      return room.bytes(folder) / MEGABYTE;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the free space on the disk of " + folder, e);
    }
  }
}
