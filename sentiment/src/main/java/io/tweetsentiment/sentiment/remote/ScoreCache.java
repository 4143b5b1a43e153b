package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.Scores;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The scores of texts that the service has scored, so that a repeated text is paid once. A text
 * that is being scored has an entry too: an equal text waits for it. Texts must be equal to the
 * last character, since a service may score any other text differently.
 *
 * <p>Threading: thread-safe.
 */
final class ScoreCache {

  /** Bytes of an entry besides its characters. */
  private static final long OVERHEAD = 200;

  private record Key(String route, String text) {

    private long bytes() {
      return OVERHEAD + 2L * (route.length() + text.length());
    }
  }

  private final long capacity;
  private final Map<Key, CompletableFuture<Optional<Scores>>> entries =
      new LinkedHashMap<>(1024, 0.75f, true);
  private long bytes;

  /**
   * An empty cache.
   *
   * @param capacity largest size in bytes; 0 for no cache
   */
  ScoreCache(long capacity) {
    this.capacity = capacity;
  }

  /**
   * Looks for a text, and reserves it for the caller if it is new.
   *
   * @return empty when the caller must have it scored and then call {@link #settle}; else its
   *     scores, which may come later, and are empty when the service had none
   */
  synchronized Optional<CompletableFuture<Optional<Scores>>> find(String route, String text) {
    if (capacity == 0) {
      return Optional.empty();
    }
    Key key = new Key(route, text);
    CompletableFuture<Optional<Scores>> known = entries.get(key);
    if (known == null) {
      entries.put(key, new CompletableFuture<>());
      bytes += key.bytes();
      shrink();
    }
    return Optional.ofNullable(known);
  }

  /** Tells what became of a reserved text; without scores it is forgotten. */
  void settle(String route, String text, Optional<Scores> scores) {
    Key key = new Key(route, text);
    CompletableFuture<Optional<Scores>> entry;
    synchronized (this) {
      entry = scores.isPresent() ? entries.get(key) : entries.remove(key);
      if (entry != null && scores.isEmpty()) {
        bytes -= key.bytes();
      }
    }
    if (entry != null) {
      // Outside the lock, because it runs what waits for the text.
      entry.complete(scores);
    }
  }

  /** Forgets the texts that were used longest ago, but none that is being scored. */
  private void shrink() {
    Iterator<Map.Entry<Key, CompletableFuture<Optional<Scores>>>> oldest =
        entries.entrySet().iterator();
    while (bytes > capacity && oldest.hasNext()) {
      Map.Entry<Key, CompletableFuture<Optional<Scores>>> entry = oldest.next();
      if (entry.getValue().isDone()) {
        bytes -= entry.getKey().bytes();
        oldest.remove();
      }
    }
  }
}
