package io.tweetsentiment.connect.s3.storage;

import java.util.TreeSet;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Reads start offsets from the keys of one origin at one path. Keys are ordered as texts, so the
 * order is that of the offsets as long as all have the same number of digits. Threading: owned by
 * the task thread.
 */
final class ListedStarts {
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final String prefix;
  private final CallDeadline deadline;
  private final TreeSet<Long> all = new TreeSet<>();
  private String read = "";

  ListedStarts(ObjectStore store, ObjectKeys keys, String prefix, CallDeadline deadline) {
    this.store = store;
    this.keys = keys;
    this.prefix = prefix;
    this.deadline = deadline;
  }

  /** Lists the start offsets below {@link ObjectKeys#ordered}. */
  StartOffsets.Page from(long offset) {
    if (offset >= keys.ordered()) {
      return new StartOffsets.Page(new TreeSet<>(), Long.MAX_VALUE);
    }
    TreeSet<Long> starts = new TreeSet<>();
    String after = keys.marker(prefix, offset);
    while (true) {
      ObjectStore.Keys page = page(after);
      for (String key : page.keys()) {
        keys.startOffset(prefix, key).stream()
            .filter(start -> start < keys.ordered())
            .forEach(starts::add);
      }
      long reach = page.more() ? keys.reach(prefix, page.last()) : Long.MAX_VALUE;
      if (reach >= offset) {
        return new StartOffsets.Page(starts, reach);
      }
      after = page.last();
    }
  }

  /** Lists all start offsets; continues where a call that took too long had to end. */
  StartOffsets.Page all() {
    while (true) {
      ObjectStore.Keys page = page(read);
      for (String key : page.keys()) {
        keys.startOffset(prefix, key).ifPresent(all::add);
      }
      if (!page.more()) {
        return new StartOffsets.Page(all, Long.MAX_VALUE);
      }
      read = page.last();
    }
  }

  private ObjectStore.Keys page(String after) {
    ObjectStore.Keys page = store.keys(prefix, after, deadline);
    if (!page.keys().isEmpty() && page.keys().get(0).compareTo(after) <= 0) {
      throw new ConnectException(
          "The store returned the key "
              + page.keys().get(0)
              + " when it was asked for keys after "
              + after
              + ". It must support start-after of ListObjectsV2 and list keys in their order, so"
              + " that the sink finds the objects that it has stored");
    }
    return page;
  }
}
