package io.tweetsentiment.emulators.kinesis;

import io.tweetsentiment.emulators.wire.AwsErrorException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The streams in one folder, which is locked so that no other emulator uses it. Thread-safe. */
final class StreamDirectory implements AutoCloseable {
  private static final String PREFIX = "stream=";
  private static final String DELETED = "deleted=";

  private final Path folder;
  private final KinesisEmulatorSettings settings;
  private final FileChannel lock;
  private final NavigableMap<String, KinesisStream> streams = new ConcurrentSkipListMap<>();

  private StreamDirectory(Path folder, KinesisEmulatorSettings settings, FileChannel lock) {
    this.folder = folder;
    this.settings = settings;
    this.lock = lock;
  }

  static StreamDirectory open(Path folder, KinesisEmulatorSettings settings) throws IOException {
    Files.createDirectories(folder);
    StreamDirectory directory = new StreamDirectory(folder, settings, lock(folder));
    try {
      for (Path path : directory.list()) {
        String name = path.getFileName().toString();
        if (name.startsWith(PREFIX) && StreamInfo.presentIn(path)) {
          directory.streams.put(
              name.substring(PREFIX.length()), KinesisStream.load(path, settings));
        } else if (name.startsWith(PREFIX) || name.startsWith(DELETED)) {
          deleteTree(path);
        }
      }
      return directory;
    } catch (IOException e) {
      directory.close();
      throw e;
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Another emulator in this JVM: the same error as for one in another process.
    }
    channel.close();
    throw new IOException(
        directory + " is in use by another Kinesis emulator: stop it or choose another folder");
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    }
  }

  List<String> names() {
    return new ArrayList<>(streams.keySet());
  }

  KinesisStream stream(String name) {
    KinesisStream stream = streams.get(name);
    if (stream == null) {
      throw AwsErrorException.of("ResourceNotFoundException", "stream " + name + " does not exist");
    }
    return stream;
  }

  synchronized void create(String name, int shardCount) throws IOException {
    if (streams.containsKey(name)) {
      throw AwsErrorException.of("ResourceInUseException", "stream " + name + " already exists");
    }
    Path path = folder.resolve(PREFIX + name);
    streams.put(name, KinesisStream.create(path, settings, name, shardCount));
  }

  synchronized void delete(String name) throws IOException {
    KinesisStream stream = stream(name);
    streams.remove(name);
    stream.close();
    Path gone = folder.resolve(DELETED + name + "=" + stream.info().createdAt());
    Files.move(folder.resolve(PREFIX + name), gone);
    deleteTree(gone);
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    for (KinesisStream stream : streams.values()) {
      stream.close();
    }
    lock.close();
  }
}
