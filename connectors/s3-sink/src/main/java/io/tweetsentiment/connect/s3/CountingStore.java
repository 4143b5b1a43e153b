package io.tweetsentiment.connect.s3;

import io.tweetsentiment.connect.s3.storage.CallDeadline;
import io.tweetsentiment.connect.s3.storage.ObjectStore;
import io.tweetsentiment.connect.s3.storage.OffsetRange;
import io.tweetsentiment.connect.s3.storage.SealedFile;
import io.tweetsentiment.connect.s3.storage.Spool;
import java.util.Optional;

/** Counts the objects that a store creates. */
record CountingStore(ObjectStore store, SinkStatistics statistics) implements ObjectStore {
  @Override
  public Stored create(SealedFile file) {
    Stored result = store.create(file);
    if (result instanceof Created) {
      statistics.stored(file);
    }
    return result;
  }

  @Override
  public void checkBucket(String folder) {
    store.checkBucket(folder);
  }

  @Override
  public Keys keys(String prefix, String after, CallDeadline deadline) {
    return store.keys(prefix, after, deadline);
  }

  @Override
  public Optional<OffsetRange> range(String key, long start, CallDeadline deadline) {
    return store.range(key, start, deadline);
  }

  @Override
  public Optional<OffsetRange> tagged(String key, OffsetRange range, CallDeadline deadline) {
    return store.tagged(key, range, deadline);
  }

  @Override
  public Spool content(String key, CallDeadline deadline) {
    return store.content(key, deadline);
  }

  @Override
  public void close() {
    store.close();
  }
}
