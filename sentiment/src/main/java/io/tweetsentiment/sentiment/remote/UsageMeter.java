package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.EngineUsage;
import io.tweetsentiment.sentiment.Price;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a service is asked to do, within its budget. Threading: thread-safe. */
final class UsageMeter {

  private final Price price;
  private final Budget budget;
  private final LongAdder calls = new LongAdder();
  private final LongAdder documents = new LongAdder();
  private final LongAdder characters = new LongAdder();
  private final LongAdder throttled = new LongAdder();
  private final LongAdder cached = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder savedNanos = new LongAdder();

  UsageMeter(Price price, Budget budget) {
    this.price = price;
    this.budget = budget;
  }

  /**
   * Counts a call before it is made.
   *
   * @throws io.tweetsentiment.sentiment.EngineUnavailableException when the budget is used up
   */
  void spend(List<String> texts) {
    budget.spend(texts);
    calls.increment();
    documents.add(texts.size());
    for (String text : texts) {
      characters.add(text.codePointCount(0, text.length()));
      nanos.add(price.nanos(text));
    }
  }

  /** How many of the texts, from the first on, the budget suffices for. */
  int affordable(List<String> texts) {
    return budget.affordable(texts);
  }

  long nanosFor(String text) {
    return price.nanos(text);
  }

  void throttled() {
    throttled.increment();
  }

  void cached(String text) {
    cached.increment();
    savedNanos.add(price.nanos(text));
  }

  EngineUsage of(String engine) {
    return new EngineUsage(
        engine,
        calls.sum(),
        documents.sum(),
        characters.sum(),
        throttled.sum(),
        cached.sum(),
        nanos.sum(),
        savedNanos.sum());
  }
}
