package io.tweetsentiment.standalone.run;

import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Room on the disk of the data folder. A run ends while there is some left: a broker that cannot
 * write gives up without order, and its log is then the first thing that it cannot write.
 *
 * @param folder data folder
 * @param room what its disk has left
 */
record DiskSpace(Path folder, Room room) {

  /** Tells how many bytes can still be written below a folder. */
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
   * Refuses a disk on which a run would end soon.
   *
   * @throws SettingsException when it has too little room
   */
  void requireToStart() {
    long free = free();
    if (free < TO_START) {
      throw new SettingsException(
          String.format(
              "the disk of %s has %d MB left, and a run needs at least %d. Make room, or choose"
                  + " another folder with --data.",
              folder, free, TO_START));
    }
  }

  /**
   * Ends a run before its disk is full.
   *
   * @throws IllegalStateException when it nearly is
   */
  void requireToGoOn() {
    long free = free();
    if (free < TO_GO_ON) {
      throw new IllegalStateException(
          String.format(
              "the disk of %s has %d MB left. Make room; the same command goes on then.",
              folder, free));
    }
  }

  private long free() {
    try {
      return room.bytes(folder) / MEGABYTE;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot see the room on the disk of " + folder, e);
    }
  }
}
