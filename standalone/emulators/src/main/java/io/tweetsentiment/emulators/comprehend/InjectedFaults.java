package io.tweetsentiment.emulators.comprehend;

import io.tweetsentiment.emulators.wire.TokenBucket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Which calls are throttled and which documents fail. Thread-safe. */
final class InjectedFaults {
  private static final int REMEMBERED = 100_000;

  private final ComprehendEmulatorSettings settings;
  private final TokenBucket documents;
  private final TokenBucket allowedCalls;
  private final Random calls;

  /** Number of attempts on texts whose first attempt failed; other texts need not be counted. */
  private final Map<Long, Integer> attempts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  InjectedFaults(ComprehendEmulatorSettings settings) {
    this.settings = settings;
    this.documents = new TokenBucket(settings.documentsPerSecond(), settings.clock());
    this.allowedCalls = new TokenBucket(settings.callsPerSecond(), settings.clock());
    this.calls = new Random(settings.seed());
  }

  boolean throttles(int documentsInCall) {
    if (settings.throttled() > 0 && calls.nextDouble() < settings.throttled()) {
      return true;
    }
    if (settings.callsPerSecond() > 0 && !allowedCalls.take(1)) {
      return true;
    }
    return settings.documentsPerSecond() > 0 && !documents.take(documentsInCall);
  }

  /** Whether this attempt on a text fails. */
  boolean fails(String text) {
    long hash = SeededHash.of(text, settings.seed());
    if (SeededHash.share(hash) >= settings.itemErrors()) {
      return false;
    }
    if (settings.itemErrorsLast()) {
      return true;
    }
    int attempt;
    synchronized (attempts) {
      attempt = attempts.merge(hash, 1, Integer::sum);
    }
    return attempt == 1 || SeededHash.share(SeededHash.mix(hash + attempt)) < settings.itemErrors();
  }
}
