package io.tweetsentiment.standalone.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The end of the run's log, which contains the reason when a part does not start.
 *
 * @param log the file
 */
record LogTail(Path log) {

  private static final int BYTES = 256 * 1024;
  private static final int LONGEST = 400;
  private static final Pattern TROUBLE =
      Pattern.compile("^\\S+ \\S+ (?:WARN|ERROR) +\\[[^\\]]*] (.*)$");

  /** The current size of the log. */
  long end() {
    try {
      return Files.size(log);
    } catch (IOException e) {
      return 0;
    }
  }

  /** The last warning or error that was written after a position, in one line. */
  Optional<String> lastTrouble(long after) {
    return last(read(after));
  }

  static Optional<String> last(String text) {
    return text.lines()
        .map(TROUBLE::matcher)
        .filter(java.util.regex.Matcher::matches)
        .map(line -> line.group(1))
        .reduce((earlier, later) -> later)
        .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line);
  }

  private String read(long after) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      // A log that has been rolled over since is shorter than the position.
      long from = after > file.length() ? 0 : after;
      file.seek(Math.max(from, file.length() - BYTES));
      byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(bytes);
      return new String(bytes, UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
