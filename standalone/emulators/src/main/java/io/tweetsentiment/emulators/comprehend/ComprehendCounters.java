package io.tweetsentiment.emulators.comprehend;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests to the emulator and its responses. Thread-safe. */
final class ComprehendCounters {
  private static final int UNIT = 100;
  private static final int SMALLEST_CHARGE = 3;

  final LongAdder calls = new LongAdder();
  final LongAdder documents = new LongAdder();

  /** Units of 100 characters, at least three a document, by which the service is paid. */
  final LongAdder units = new LongAdder();

  final LongAdder throttled = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder itemErrors = new LongAdder();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();
  private final Map<Integer, LongAdder> batches = new ConcurrentHashMap<>();

  void begin() {
    calls.increment();
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
  }

  void end() {
    inFlight.decrementAndGet();
  }

  void batch(int size) {
    batches.computeIfAbsent(size, s -> new LongAdder()).increment();
    documents.add(size);
  }

  void pay(String text) {
    int characters = text.codePointCount(0, text.length());
    units.add(Math.max(SMALLEST_CHARGE, (characters + UNIT - 1) / UNIT));
  }

  Map<Integer, Long> batchSizes() {
    Map<Integer, Long> sizes = new TreeMap<>();
    batches.forEach((size, count) -> sizes.put(size, count.sum()));
    return sizes;
  }

  int mostInFlight() {
    return mostInFlight.get();
  }

  ObjectNode json() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("calls", calls.sum());
    out.put("documents", documents.sum());
    out.put("units", units.sum());
    out.put("throttled", throttled.sum());
    out.put("refused", refused.sum());
    out.put("item_errors", itemErrors.sum());
    out.put("most_in_flight", mostInFlight());
    ObjectNode sizes = out.putObject("batch_sizes");
    batchSizes().forEach((size, count) -> sizes.put(Integer.toString(size), count));
    return out;
  }
}
