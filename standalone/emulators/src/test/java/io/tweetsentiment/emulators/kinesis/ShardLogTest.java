package io.tweetsentiment.emulators.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardLogTest {
  @TempDir Path directory;

  private ShardLog open() throws IOException {
    return ShardLog.open(directory, 100_000, false);
  }

  private static List<ShardLog.Put> puts(int count, int bytes) {
    return IntStream.range(0, count)
        .mapToObj(i -> new ShardLog.Put("key" + i, new byte[bytes]))
        .toList();
  }

  private static List<Long> counters(ShardLog log) throws IOException {
    List<Long> counters = new ArrayList<>();
    List<StoredRecord> page = log.read(0, 100, Long.MAX_VALUE);
    while (!page.isEmpty()) {
      page.forEach(record -> counters.add(record.counter()));
      page = log.read(page.get(page.size() - 1).counter() + 1, 100, Long.MAX_VALUE);
    }
    return counters;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  @Test
  void shouldCutOffTheTailWhenTheLastWriteWasTorn() throws IOException {
    try (ShardLog log = open()) {
      log.append(puts(50, 600), 1000);
    }
    Path file = files().get(0);
    for (int torn : new int[] {1, 7, 300}) {
      try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
        access.setLength(access.length() - torn);
      }
      long kept;
      try (ShardLog log = open()) {
        kept = log.next() - 1;
        assertThat(counters(log)).hasSize((int) kept).last().isEqualTo(kept);
        assertThat(log.append(puts(1, 600), 2000)).isEqualTo(kept + 1);
      }
      try (ShardLog log = open()) {
        assertThat(counters(log)).hasSize((int) kept + 1);
      }
    }
  }

  @Test
  void shouldCutOffGarbageWhenBytesAfterTheLastFrameAreNoFrame() throws IOException {
    try (ShardLog log = open()) {
      log.append(puts(5, 10), 1000);
    }
    Files.write(files().get(0), new byte[500], StandardOpenOption.APPEND);
    try (ShardLog log = open()) {
      assertThat(counters(log)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void shouldRefuseToOpenWhenAnOlderFileIsDamaged() throws IOException {
    try (ShardLog log = open()) {
      for (int i = 0; i < 5; i++) {
        log.append(puts(100, 600), 1000);
      }
    }
    try (RandomAccessFile access = new RandomAccessFile(files().get(0).toFile(), "rw")) {
      access.seek(5000);
      access.write(77);
    }
    assertThatThrownBy(this::open).hasMessageContaining("damaged at record");
  }

  @Test
  void shouldReadEveryRecordOnceWhenTheLogHasManyFiles() throws IOException {
    try (ShardLog log = open()) {
      for (int i = 0; i < 30; i++) {
        log.append(puts(37, 400), 1000 + i);
      }
      assertThat(files().size()).isGreaterThan(3);
      assertThat(counters(log)).hasSize(30 * 37).isSorted().doesNotHaveDuplicates();
      assertThat(log.firstArrivedSince(1017)).isEqualTo(17 * 37 + 1);
      assertThat(log.firstArrivedSince(5000)).isEqualTo(log.next());
    }
  }

  @Test
  void shouldDropOnlyWholeOldFilesWhenRetentionEnds() throws IOException {
    try (ShardLog log = open()) {
      for (int i = 0; i < 30; i++) {
        log.append(puts(37, 400), 1000 + i);
      }
      log.dropBefore(1020);
      List<Long> left = counters(log);
      assertThat(left).isSorted().last().isEqualTo(30L * 37);
      assertThat(left.get(0)).isGreaterThan(1).isLessThanOrEqualTo(20 * 37 + 1);
      log.dropBefore(Long.MAX_VALUE);
      assertThat(counters(log)).isNotEmpty();
    }
  }

  @Test
  void shouldNeverLetArrivalFallWhenTheClockGoesBack() throws IOException {
    try (ShardLog log = open()) {
      log.append(puts(1, 1), 2000);
      log.append(puts(1, 1), 1000);
      assertThat(log.read(0, 10, 1000))
          .extracting(StoredRecord::arrivedAt)
          .containsExactly(2000L, 2000L);
    }
  }
}
