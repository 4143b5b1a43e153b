package io.tweetsentiment.producer.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.plan.Slice;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointsTest {

  private static final RunIdentity RUN = new RunIdentity("api.x.com", 0, "tweets", "us-east-1");

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
        store.save(checkpoint(slice));
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
    RunIdentity other = new RunIdentity("api.x.com", 100, "tweets", "us-east-1");
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
                  store.save(checkpoint(slice));
                  return Thread.interrupted();
                }));
      }
      for (Future<?> future : futures) {
        future.get();
      }
      assertThat(store.all()).hasSize(100);
    } finally {
      threads.shutdownNow();
    }
    assertThat(open(RUN, false)).hasSize(100);
  }

  @Test
  void shouldKeepTheLastCheckpointOfEachSlice() throws Exception {
    Checkpoint first =
        Checkpoint.begun("a")
            .page(
                100,
                new SentCounts(99, 1, 0, 0),
                Map.of("shard-0", "3"),
                Optional.of("t2"),
                Map.of("not-found", 2L),
                Instant.EPOCH);
    try (FileCheckpoints store = new FileCheckpoints(file())) {
      store.open(RUN, false);
      store.save(first);
      store.save(first.failed("no answer", Instant.EPOCH));
    }
    Checkpoint read = open(RUN, false).get("a");
    assertThat(read).isEqualTo(first.failed("no answer", Instant.EPOCH));
    assertThat(read.next()).isEqualTo("t2");
    assertThat(read.attempts()).isEqualTo(1);
    assertThat(read.errors()).containsExactly(Map.entry("not-found", 2L));
    Checkpoint last =
        read.page(5, SentCounts.NONE, Map.of(), Optional.empty(), Map.of(), Instant.EPOCH);
    assertThat(last.isDone()).isTrue();
    assertThat(last.fetched()).isEqualTo(105);
    assertThat(last.pages()).isEqualTo(2);
  }

  @Test
  void shouldReadAJournalOfTheVersionThatHadOneQueryAndOneSpan() throws Exception {
    Files.createDirectories(file().getParent());
    String slice = "2020-10-21T00:00:00Z_2020-10-21T00:15:00Z_";
    Files.writeString(
        file(),
        "{\"source\":\"api.x.com\",\"queries\":{\"biden\":\"biden lang:en\",\"tea\":\"tea\"},"
            + "\"from\":\"2020-10-21T00:00:00Z\",\"to\":\"2020-10-22T00:00:00Z\","
            + "\"freq\":\"PT15M\",\"maxPerSlice\":0,\"stream\":\"tweets\",\"region\":\"us-east-1\"}\n"
            + "{\"spent\":100}\n"
            + "{\"slice\":\""
            + slice
            + "biden\",\"fetched\":12,\"counts\":{\"tweets\":9,\"asReceived\":2,\"deletions\":1,"
            + "\"oversize\":0},\"acknowledged\":{\"shard-0\":\"17\"}}\n"
            + "{\"slice\":\""
            + slice
            + "tea\",\"fetched\":0,\"counts\":{\"tweets\":0,\"asReceived\":0,\"deletions\":0,"
            + "\"oversize\":0},\"acknowledged\":{}}\n");
    Instant start = Instant.parse("2020-10-21T00:00:00Z");
    String biden = new Slice("biden", "biden lang:en", start, start.plusSeconds(900)).id();
    for (int time = 0; time < 2; time++) {
      try (FileCheckpoints store = new FileCheckpoints(file())) {
        Map<String, Checkpoint> read = store.open(RUN, false);
        assertThat(read).containsOnlyKeys(biden, slice + "tea");
        assertThat(read.get(biden).isDone()).isTrue();
        assertThat(read.get(biden).counts().tweets()).isEqualTo(9);
        assertThat(store.spend(Spending.NONE)).isEqualTo(new Spending(100, 0, 0));
      }
    }
    // A slice with the plain id that is written now is one of the topic's own name.
    write(slice + "biden");
    assertThat(open(RUN, false)).containsOnlyKeys(biden, slice + "tea", slice + "biden");
  }

  @Test
  void shouldTellTopicsApartOfWhichOneEndsLikeTheOther() {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put("biden", "biden lang:en");
    queries.put("joe_biden", "joe biden lang:en");
    RunIdentity old = new RunIdentity(0, "api.x.com", 0, "tweets", "us-east-1", queries);
    Instant start = Instant.parse("2020-10-21T00:00:00Z");
    queries.forEach(
        (topic, query) ->
            assertThat(
                    old.today(checkpoint(new Slice(topic, start, start.plusSeconds(900)).id()))
                        .slice())
                .isEqualTo(new Slice(topic, query, start, start.plusSeconds(900)).id()));
  }

  @Test
  void shouldRefuseAJournalOfALaterVersion() throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), RUN.json().replace("\"journal\":2", "\"journal\":3") + "\n");
    assertThatThrownBy(() -> open(RUN, false))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining("newer version");
  }

  @Test
  void shouldRefuseAJournalThatAnotherProcessUses() throws Exception {
    try (FileCheckpoints store = new FileCheckpoints(file())) {
      store.open(RUN, false);
      assertThatThrownBy(() -> open(RUN, false)).hasMessageContaining("in use by another run");
      FileCheckpoints.read(file());
      store.save(checkpoint("a"));
      assertThat(otherProcess()).isEqualTo(Other.REFUSED);
      assertThat(store.all()).hasSize(1);
    }
    assertThat(otherProcess()).isEqualTo(Other.OPENED);
  }

  private int otherProcess() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Other.class.getName(),
            file().toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Opens a journal in a process of its own; the exit code is the answer. */
  static final class Other {
    static final int OPENED = 40;
    static final int REFUSED = 41;

    public static void main(String[] args) throws IOException {
      int code = OPENED;
      try (FileCheckpoints store = new FileCheckpoints(Path.of(args[0]))) {
        store.open(RUN, false);
      } catch (IngestException e) {
        code = e.getMessage().contains("in use") ? REFUSED : 1;
      }
      Runtime.getRuntime().halt(code);
    }
  }

  @Test
  void shouldAddUpWhatIsSpentOverRestarts() throws Exception {
    for (int start = 1; start <= 3; start++) {
      try (FileCheckpoints store = new FileCheckpoints(file())) {
        store.open(RUN, false);
        assertThat(store.spend(new Spending(10, 1, 500)))
            .isEqualTo(new Spending(10L * start, start, 500L * start));
      }
    }
    assertThat(FileCheckpoints.read(file()).spent()).isEqualTo(new Spending(30, 3, 1500));
  }
}
