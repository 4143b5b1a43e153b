package io.tweetsentiment.producer.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.producer.failure.IngestException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointsTest {

  private static final RunIdentity RUN =
      new RunIdentity(
          "api.x.com", Map.of("biden", "biden"), "a", "b", "PT15M", null, 0, "tweets", "us-east-1");

  @TempDir private Path folder;

  static Checkpoint checkpoint(String slice) {
    return new Checkpoint(slice, 12, new SentCounts(9, 2, 1, 3), Map.of("shard-0", "17"));
  }

  private Path file() {
    return folder.resolve("sub/run.jsonl");
  }

  private Map<String, Checkpoint> open(RunIdentity run, boolean reset) throws IOException {
    try (FileCheckpoints store = new FileCheckpoints(file())) {
      return store.open(run, reset);
    }
  }

  private void write(String... slices) throws IOException {
    try (FileCheckpoints store = new FileCheckpoints(file())) {
      store.open(RUN, false);
      for (String slice : slices) {
        store.complete(checkpoint(slice));
      }
    }
  }

  @Test
  void shouldReadWhatWasWritten() throws Exception {
    assertThat(open(RUN, false)).isEmpty();
    write("a", "b");
    write("c");
    assertThat(open(RUN, false))
        .isEqualTo(Map.of("a", checkpoint("a"), "b", checkpoint("b"), "c", checkpoint("c")));
  }

  @Test
  void shouldDropAHalfWrittenLineWhereverACrashCutIt() throws Exception {
    write("a", "b");
    byte[] whole = Files.readAllBytes(file());
    int first = new String(whole, UTF_8).indexOf('\n') + 1;
    int second = new String(whole, UTF_8).indexOf('\n', first) + 1;
    for (int length = 0; length < whole.length; length++) {
      try (RandomAccessFile cut = new RandomAccessFile(file().toFile(), "rw")) {
        cut.setLength(0);
        cut.write(whole, 0, length);
      }
      assertThat(open(RUN, false)).hasSize(length >= second ? 1 : 0);
      write("c");
      assertThat(open(RUN, false)).containsKey("c").hasSize(length >= second ? 2 : 1);
    }
  }

  @Test
  void shouldRefuseALineThatIsNoCheckpoint() throws Exception {
    write("a");
    Files.writeString(file(), "nonsense\n{}\n", APPEND);
    assertThatThrownBy(() -> open(RUN, false)).hasMessageContaining("nonsense");
  }

  @Test
  void shouldRefuseAnotherRunUnlessReset() throws Exception {
    write("a");
    RunIdentity other =
        new RunIdentity(
            "api.x.com", Map.of("biden", "x"), "a", "b", "PT15M", null, 0, "tweets", "us-east-1");
    assertThatThrownBy(() -> open(other, false))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining("--reset");
    assertThat(open(other, true)).isEmpty();
    assertThat(open(other, false)).isEmpty();
  }

  @Test
  void shouldRefuseAFileThatIsNoJournal() throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "my precious notes\n");
    assertThatThrownBy(() -> open(RUN, false)).isInstanceOf(IngestException.class);
    assertThat(file()).hasContent("my precious notes\n");
  }

  @Test
  void shouldKeepEveryCheckpointOfManyThreadsAlsoWhenInterrupted() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (FileCheckpoints store = new FileCheckpoints(file())) {
      store.open(RUN, false);
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String slice = "s" + i;
        futures.add(
            threads.submit(
                () -> {
                  Thread.currentThread().interrupt();
                  store.complete(checkpoint(slice));
                  return Thread.interrupted();
                }));
      }
      for (Future<?> future : futures) {
        future.get();
      }
      assertThat(store.finished()).hasSize(100);
    } finally {
      threads.shutdownNow();
    }
    assertThat(open(RUN, false)).hasSize(100);
  }
}
