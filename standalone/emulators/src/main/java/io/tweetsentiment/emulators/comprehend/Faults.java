package io.tweetsentiment.emulators.comprehend;

import io.tweetsentiment.emulators.wire.TokenBucket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Which calls are throttled and which documents fail. Thread-safe. */
final class Faults {
  private static final int REMEMBERED = 100_000;

  private final ComprehendOptions options;
  private final TokenBucket documents;
  private final Random calls;

  /** Attempts on texts whose first attempt failed; no other text needs to be remembered. */
  private final Map<Long, Integer> attempts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  Faults(ComprehendOptions options) {
    this.options = options;
    this.documents = new TokenBucket(options.documentsPerSecond(), options.clock());
    this.calls = new Random(options.seed());
  }

  boolean throttles(int documentsInCall) {
    if (options.throttled() > 0 && calls.nextDouble() < options.throttled()) {
      return true;
    }
    return options.documentsPerSecond() > 0 && !documents.take(documentsInCall);
  }

  /** Whether this attempt on a text fails. */
  boolean fails(String text) {
    long hash = Hash.of(text, options.seed());
    if (Hash.share(hash) >= options.itemErrors()) {
      return false;
    }
    if (options.itemErrorsLast()) {
      return true;
    }
    int attempt;
    synchronized (attempts) {
      attempt = attempts.merge(hash, 1, Integer::sum);
    }
    return attempt == 1 || Hash.share(Hash.mix(hash + attempt)) < options.itemErrors();
  }
}
