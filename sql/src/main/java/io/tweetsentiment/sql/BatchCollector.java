package io.tweetsentiment.sql;

import io.tweetsentiment.sql.bucket.SinkObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects objects into batches, each to be loaded in one transaction. */
final class BatchCollector {
  private final int mostObjects;
  private final long mostBytes;
  private final Consumer<List<SinkObject>> load;
  private List<SinkObject> batch = new ArrayList<>();
  private long bytes;

  BatchCollector(int mostObjects, long mostBytes, Consumer<List<SinkObject>> load) {
    this.mostObjects = mostObjects;
    this.mostBytes = mostBytes;
    this.load = load;
  }

  void add(List<SinkObject> objects) {
    for (SinkObject object : objects) {
      batch.add(object);
      bytes += object.bytes();
      if (batch.size() >= mostObjects || bytes >= mostBytes) {
        flush();
      }
    }
  }

  void flush() {
    if (!batch.isEmpty()) {
      List<SinkObject> full = batch;
      batch = new ArrayList<>();
      bytes = 0;
      load.accept(full);
    }
  }
}
