package io.tweetsentiment.connect.s3.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StartOffsetsTest {
  private static final int MOST_OFFSET_DIGITS = 12;

  /** A listing in pages that counts them. */
  private static final class Pages implements StartOffsets.Listing {
    private final NavigableSet<Long> all;
    private final int size;
    private int count;

    Pages(NavigableSet<Long> all, int size) {
      this.all = all;
      this.size = size;
    }

    @Override
    public StartOffsets.Page from(long offset) {
      count++;
      TreeSet<Long> page = new TreeSet<>();
      all.tailSet(offset).stream().limit(size).forEach(page::add);
      boolean last = page.isEmpty() || page.last().equals(all.last());
      return new StartOffsets.Page(page, last ? Long.MAX_VALUE : page.last());
    }
  }

  @Property
  void shouldFindTheObjectsAroundEveryOffset(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int pageSize) {
    Random random = new Random(seed);
    long offsets = (long) Math.pow(10, 1 + random.nextInt(MOST_OFFSET_DIGITS));
    TreeSet<Long> all = new TreeSet<>();
    for (int i = random.nextInt(60); i > 0; i--) {
      all.add(random.nextLong(offsets));
    }
    StartOffsets starts = new StartOffsets(new Pages(all, pageSize));
    TreeSet<Long> asked = new TreeSet<>();
    for (int i = random.nextInt(20); i >= 0; i--) {
      // In half of the cases at, just before or just after an object.
      Long object = all.ceiling(random.nextLong(offsets));
      asked.add(
          object != null && random.nextBoolean()
              ? Math.max(0, object - 1 + random.nextInt(3))
              : random.nextLong(offsets * 2));
    }
    for (long offset : asked) {
      Long floor = all.floor(offset);
      assertThat(starts.floor(offset))
          .as("seed %d, offset %d", seed, offset)
          .isEqualTo(floor == null ? OptionalLong.empty() : OptionalLong.of(floor));
      if (random.nextBoolean()) {
        Long next = all.higher(offset);
        assertThat(starts.next(offset))
            .as("seed %d, after offset %d", seed, offset)
            .isEqualTo(next == null ? Long.MAX_VALUE : next);
      }
    }
  }

  @Property
  void shouldReadFewPagesWhereverTheOffsetIs(@ForAll long seed) {
    Random random = new Random(seed);
    TreeSet<Long> all = new TreeSet<>();
    int objects = 2000;
    long offset = 0;
    // Gaps of very different lengths, as files of one and of millions of records leave them.
    long longest = (long) Math.pow(10, 1 + random.nextInt(7));
    for (int i = 0; i < objects; i++) {
      all.add(offset);
      offset += 1 + (long) (longest * Math.pow(random.nextDouble(), 4));
    }
    Pages pages = new Pages(all, 10);
    long asked = random.nextLong(offset);
    new StartOffsets(pages).floor(asked);

    assertThat(pages.count)
        .as("pages of 10 among %d objects, seed %d", objects, seed)
        .isLessThan(45);
  }

  /** A store with keys only. */
  private record KeyStore(TreeSet<String> all, int pageSize) implements ObjectStore {
    @Override
    public Keys keys(String prefix, String after, CallDeadline deadline) {
      List<String> page = new ArrayList<>();
      for (String key : all.tailSet(after, false)) {
        if (key.startsWith(prefix)) {
          page.add(key);
        }
      }
      boolean more = page.size() > pageSize;
      return new Keys(more ? page.subList(0, pageSize) : page, more);
    }

    /** Every object holds two offsets. */
    @Override
    public Optional<OffsetRange> range(String key, long start, CallDeadline deadline) {
      return all.contains(key)
          ? Optional.of(new OffsetRange(start, start + 1, 2))
          : Optional.empty();
    }

    @Override
    public Optional<OffsetRange> tagged(String key, OffsetRange range, CallDeadline deadline) {
      return Optional.empty();
    }

    @Override
    public Spool content(String key, CallDeadline deadline) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkBucket(String folder) {}

    @Override
    public Stored create(SealedFile file) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  @Property
  void shouldFindObjectsAmongKeysOfOtherFormatsAndWithMoreDigits(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int pageSize) {
    Random random = new Random(seed);
    ObjectKeys keys = new ObjectKeys("topics", "/", "+", 2, ".json");
    ObjectKeys others = new ObjectKeys("topics", "/", "+", 2, ".avro");
    ObjectKeys keyFiles = new ObjectKeys("topics", "/", "+", 2, ".keys.json");
    PartitionPath path = new PartitionPath("t", "p");
    Origin origin = new Origin("t", 1);
    TreeSet<String> all = new TreeSet<>();
    TreeSet<Long> starts = new TreeSet<>();
    // Up to four digits, although the keys are padded to two.
    int offsets = 1 + random.nextInt(3000);
    for (int i = random.nextInt(50); i > 0; i--) {
      long start = random.nextInt(10) < 3 ? random.nextInt(120) : random.nextInt(offsets);
      all.add((random.nextBoolean() ? others : keyFiles).key(path, origin, start));
      if (random.nextBoolean()) {
        starts.add(start);
        all.add(keys.key(path, origin, start));
      }
    }
    all.add("topics/t/p/t+1+notes.txt");
    all.add("topics/t/p/t+1+5x.json");
    all.add("topics/t/p/t+10+00.json");
    StoredObjects stored =
        new StoredObjects(
            new KeyStore(all, pageSize),
            keys,
            path,
            origin,
            new CallDeadline(Duration.ofDays(1), System::nanoTime),
            object -> 0,
            0);
    for (long offset = 0; offset < offsets + 2; offset += 1 + random.nextInt(40)) {
      Long floor = starts.floor(offset);
      assertThat(stored.contains(offset, null))
          .as("seed %d, offset %d of %s", seed, offset, starts)
          .isEqualTo(floor != null && offset <= floor + 1);
      Long next = starts.higher(offset);
      long expected = next == null ? Long.MAX_VALUE : next;
      assertThat(stored.nextStart(offset))
          .as("seed %d, after offset %d of %s", seed, offset, starts)
          .isEqualTo(offset < 100 ? Math.min(expected, 100) : expected);
    }
  }
}
