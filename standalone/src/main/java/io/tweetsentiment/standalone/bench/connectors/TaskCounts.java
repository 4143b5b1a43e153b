package io.tweetsentiment.standalone.bench.connectors;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Reads how many records a task has passed on, from the MBeans of this process. */
final class TaskCounts {
  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();
  private static final long BETWEEN_LOOKS_MS = 5;

  private TaskCounts() {}

  /** The sum of an attribute over all beans whose names match; 0 without one. */
  static double sum(String pattern, String attribute) {
    try {
      double sum = 0;
      for (ObjectName name : BEANS.queryNames(new ObjectName(pattern), null)) {
        sum += ((Number) BEANS.getAttribute(name, attribute)).doubleValue();
      }
      return sum;
    } catch (JMException e) {
      throw new IllegalStateException("cannot read " + attribute + " of " + pattern, e);
    }
  }

  /**
   * Watches a count until it is complete, and returns its rate per second after the first quarter,
   * in which the JVM compiles what the task runs.
   *
   * @param pattern names of the beans
   * @param failure the reason why the count will never be complete
   */
  static double warmRate(
      String pattern, String attribute, long complete, Supplier<Optional<String>> failure)
      throws InterruptedException {
    double warm = waitFor(pattern, attribute, complete / 4, failure);
    long started = System.nanoTime();
    double all = waitFor(pattern, attribute, complete, failure);
    return (all - warm) / ((System.nanoTime() - started) / 1e9);
  }

  private static double waitFor(
      String pattern, String attribute, long count, Supplier<Optional<String>> failure)
      throws InterruptedException {
    while (true) {
      double now = sum(pattern, attribute);
      if (now >= count) {
        return now;
      }
      Optional<String> reason = failure.get();
      if (reason.isPresent()) {
        throw new IllegalStateException("a task failed: " + reason.get());
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
    }
  }
}
