package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.connect.s3.storage.CallDeadline;
import io.tweetsentiment.connect.s3.storage.ObjectStore;
import io.tweetsentiment.connect.s3.storage.OffsetRange;
import io.tweetsentiment.connect.s3.storage.SealedFile;
import io.tweetsentiment.connect.s3.storage.Spool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What a start costs does not depend on how many objects were ever stored. */
class HistoryTest {
  private static final TopicPartition PARTITION = new TopicPartition(Rows.TOPIC, 0);
  private static final long OBJECTS = 1_000_000;
  private static final int PAGE = 1000;

  private final Map<String, String> properties = Rows.properties();

  /**
   * A bucket in which every path has objects of a fixed number of offsets each. Counts requests.
   */
  private static final class History implements ObjectStore {
    private final long objectsPerPath;
    private final long offsetsPerObject;
    private final TreeMap<String, OffsetRange> created = new TreeMap<>();
    private int lists;
    private int heads;

    History(long objectsPerPath, long offsetsPerObject) {
      this.objectsPerPath = objectsPerPath;
      this.offsetsPerObject = offsetsPerObject;
    }

    @Override
    public Keys keys(String prefix, String after, CallDeadline deadline) {
      lists++;
      String digits = after.isEmpty() ? "" : after.substring(prefix.length());
      long from = digits.isEmpty() ? 0 : Long.parseLong(digits.replace(".json", ""));
      long next = from + (digits.endsWith(".json") ? 1 : 0);
      long first = (next + offsetsPerObject - 1) / offsetsPerObject;
      List<String> keys = new ArrayList<>();
      for (long i = first; i < Math.min(first + PAGE, objectsPerPath); i++) {
        keys.add(prefix + String.format("%010d.json", i * offsetsPerObject));
      }
      boolean more = first + PAGE < objectsPerPath;
      return new Keys(keys, more);
    }

    @Override
    public Optional<OffsetRange> range(String key, long start, CallDeadline deadline) {
      heads++;
      return Optional.of(new OffsetRange(start, start + offsetsPerObject - 1, offsetsPerObject));
    }

    @Override
    public Stored create(SealedFile file) {
      synchronized (this) {
        created.put(file.key(), file.range());
      }
      return new Created();
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
    public void close() {}
  }

  private FakeConnect run(History history, long committed, SinkRecord... records) {
    FakeConnect connect =
        new FakeConnect(Rows.log(records), new HashMap<>(Map.of(PARTITION, committed)), properties);
    connect.start(new S3SinkTask(new ManualClock(), config -> history));
    connect.poll(records.length);
    connect.commit();
    return connect;
  }

  @Test
  void shouldSendFewRequestsWhenAPathHasAMillionObjects() {
    properties.put("partitioner.class", "DefaultPartitioner");
    properties.put("flush.size", "2");
    for (long perObject : new long[] {1, 7, 1000, 4096}) {
      long end = OBJECTS * perObject;
      for (long committed : new long[] {end, end - 1, end / 2, end / 3, perObject, 0}) {
        History history = new History(OBJECTS, perObject);
        run(history, committed, Rows.record(0, committed, 0), Rows.record(0, end + 5, 0));

        assertThat(history.lists)
            .as("%d records an object, from offset %d", perObject, committed)
            .isLessThan(20);
        assertThat(history.heads).isLessThanOrEqualTo(2);
      }
    }
  }

  @Test
  void shouldSkipWhatIsStoredAndContinueAfterAMillionObjects() {
    properties.put("partitioner.class", "DefaultPartitioner");
    properties.put("flush.size", "2");
    long end = OBJECTS * 1000;
    History history = new History(OBJECTS, 1000);
    FakeConnect connect =
        run(
            history,
            end - 2,
            Rows.record(0, end - 2, 0),
            Rows.record(0, end - 1, 0),
            Rows.record(0, end, 0),
            Rows.record(0, end + 1, 0));

    assertThat(history.created.values())
        .singleElement()
        .satisfies(
            range -> {
              assertThat(range.start()).isEqualTo(end);
              assertThat(range.end()).isEqualTo(end + 1);
            });
    assertThat(connect.committed).containsEntry(PARTITION, end + 2);
    assertThat(history.lists).as("the first page, and one of the last objects").isEqualTo(2);
  }

  @Test
  void shouldLookOnlyAtThePathsOfItsRecordsWhenTheyAreSpreadOverManyDays() {
    properties.put("flush.size", "400");
    properties.put("partitioner.max.open.files", "-1");
    long perDay = OBJECTS / 400;
    SinkRecord[] records = new SinkRecord[400];
    long end = perDay * 10;
    for (int i = 0; i < records.length; i++) {
      records[i] = Rows.record(0, end + i, i);
    }
    History history = new History(perDay, 10);
    FakeConnect connect = run(history, end, records);

    assertThat(history.created).hasSize(400);
    assertThat(connect.allCommitted()).isTrue();
    assertThat(history.lists).isLessThanOrEqualTo(3 * 400);
    assertThat(history.heads).isEqualTo(400);
  }
}
