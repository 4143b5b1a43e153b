package io.tweetsentiment.connect.s3;

import io.tweetsentiment.connect.s3.storage.CallDeadline;
import io.tweetsentiment.connect.s3.storage.ObjectStore;
import io.tweetsentiment.connect.s3.storage.OffsetRange;
import io.tweetsentiment.connect.s3.storage.SealedFile;
import io.tweetsentiment.connect.s3.storage.Spool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Writes records of 500 paths in random order, and prints the number of records in the stored
 * objects. Its arguments are the format, the limit of memory, and the number of records.
 */
final class ManyPaths {
  static final int PATHS = 500;
  private static final int BATCH = 500;
  private static final int COLUMNS = 4;
  private static final int LONGEST_TEXT = 4000;
  private static final Schema SCHEMA = schema();

  private ManyPaths() {}

  private static Schema schema() {
    SchemaBuilder schema = SchemaBuilder.struct().name("Wide").field("path", Schema.STRING_SCHEMA);
    for (int i = 0; i < COLUMNS; i++) {
      schema.field("c" + i, Schema.OPTIONAL_STRING_SCHEMA);
    }
    return schema.build();
  }

  public static void main(String[] args) {
    Map<String, String> properties = Rows.properties();
    properties.put("format.class", args[0]);
    properties.put("open.files.memory.bytes", args[1]);
    properties.put("partitioner.class", "FieldPartitioner");
    properties.put("partition.field.name", "path");
    properties.put("partitioner.max.open.files", "-1");
    properties.put("flush.size", "100000000");
    int count = Integer.parseInt(args[2]);
    Sizes sizes = new Sizes();
    NavigableMap<Long, SinkRecord> batch = new TreeMap<>();
    TopicPartition partition = new TopicPartition(Rows.TOPIC, 0);
    FakeConnect connect = new FakeConnect(Map.of(partition, batch), new HashMap<>(), properties);
    connect.start(new S3SinkTask(new ManualClock(), config -> sizes));
    Random random = new Random(1);
    for (long offset = 0; offset < count; ) {
      batch.clear();
      for (int i = 0; i < BATCH; i++, offset++) {
        batch.put(offset, record(random, offset));
      }
      connect.poll(BATCH);
    }
    connect.stop();
    System.out.println("stored " + sizes.records + " in " + sizes.objects);
  }

  private static SinkRecord record(Random random, long offset) {
    Struct value = new Struct(SCHEMA).put("path", "p" + random.nextInt(PATHS));
    for (int i = 0; i < COLUMNS; i++) {
      value.put("c" + i, Long.toString(random.nextLong(), 36));
    }
    value.put("c0", ("text " + offset + " ").repeat(random.nextInt(LONGEST_TEXT / 10)));
    return Rows.record(0, offset, SCHEMA, value);
  }

  /** Keeps nothing of an object. */
  private static final class Sizes implements ObjectStore {
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong objects = new AtomicLong();

    @Override
    public Stored create(SealedFile file) {
      records.addAndGet(file.range().records());
      objects.incrementAndGet();
      return new Created();
    }

    @Override
    public Keys keys(String prefix, String after, CallDeadline deadline) {
      return new Keys(new ArrayList<>(List.of()), false);
    }

    @Override
    public Optional<OffsetRange> range(String key, long start, CallDeadline deadline) {
      return Optional.empty();
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
}
