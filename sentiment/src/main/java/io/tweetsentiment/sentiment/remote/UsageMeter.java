package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.EngineUsage;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a service is asked to do. Threading: thread-safe. */
final class UsageMeter {

  private final LongAdder calls = new LongAdder();
  private final LongAdder documents = new LongAdder();
  private final LongAdder characters = new LongAdder();
  private final LongAdder throttled = new LongAdder();
  private final LongAdder cached = new LongAdder();

  void called(List<String> texts) {
    calls.increment();
    documents.add(texts.size());
    texts.forEach(text -> characters.add(text.codePointCount(0, text.length())));
  }

  void throttled() {
    throttled.increment();
  }

  void cached() {
    cached.increment();
  }

  EngineUsage of(String engine) {
    return new EngineUsage(
        engine, calls.sum(), documents.sum(), characters.sum(), throttled.sum(), cached.sum());
  }
}
