package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.Scores;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The scores of texts that the service has scored, so that a repeated text is paid once: in memory,
 * and in a file for the time after a restart. A text that is being scored has an entry too: an
 * equal text waits for it. Texts must be equal to the last character, since a service may score any
 * other text differently.
 *
 * <p>Threading: thread-safe.
 */
final class ScoreCache implements AutoCloseable {

  /** Bytes of an entry besides its characters. */
  private static final long OVERHEAD = 200;

  private record Key(String route, String text) {

    private long bytes() {
      return OVERHEAD + 2L * (route.length() + text.length());
    }
  }

  private final long capacity;
  private final Optional<ScoreFile> file;
  private final Map<Key, CompletableFuture<Optional<Scores>>> entries =
      new LinkedHashMap<>(1024, 0.75f, true);
  private long bytes;

  /**
   * An empty cache.
   *
   * @param capacity largest size in memory, in bytes; 0 for no cache
   * @param file keeps the scores over a restart; closed with this cache
   */
  ScoreCache(long capacity, Optional<ScoreFile> file) {
    this.capacity = capacity;
    this.file = file;
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
      Optional<Scores> stored = file.flatMap(scores -> scores.find(route, text));
      CompletableFuture<Optional<Scores>> entry =
          stored.isPresent()
              ? CompletableFuture.completedFuture(stored)
              : new CompletableFuture<>();
      entries.put(key, entry);
      bytes += key.bytes();
      shrink();
      known = stored.isPresent() ? entry : null;
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
      scores.ifPresent(found -> file.ifPresent(kept -> kept.put(route, text, found)));
      // Outside the lock, because it runs what waits for the text.
      entry.complete(scores);
    }
  }

  @Override
  public void close() {
    file.ifPresent(ScoreFile::close);
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
