package io.tweetsentiment.emulators.kinesis;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The description of a stream, stored in one small file that is always replaced as a whole. Only
 * this file defines which shards exist and which of them are closed.
 *
 * @param createdAt epoch milliseconds
 */
record StreamInfo(
    String name,
    long createdAt,
    int retentionHours,
    List<ShardInfo> shards,
    List<ConsumerInfo> consumers) {
  private static final String FILE = "stream.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A file of an earlier version has no consumers. */
  StreamInfo {
    shards = List.copyOf(shards);
    consumers = consumers == null ? List.of() : List.copyOf(consumers);
  }

  static boolean presentIn(Path directory) {
    return Files.isRegularFile(directory.resolve(FILE));
  }

  static StreamInfo load(Path directory) throws IOException {
    return JSON.readValue(directory.resolve(FILE).toFile(), StreamInfo.class);
  }

  void save(Path directory) throws IOException {
    Path fresh = directory.resolve(FILE + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(this));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(fresh, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }
}
