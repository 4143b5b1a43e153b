package io.tweetsentiment.connect.s3;

import io.tweetsentiment.connect.s3.storage.ObjectStore;
import io.tweetsentiment.connect.s3.storage.SealedFile;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what a task does, and shows it in JMX. Threading: thread-safe; the task and its uploads
 * count, JMX reads.
 */
public final class SinkStatistics implements SinkStatisticsMXBean, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SinkStatistics.class);

  private final AtomicLong records = new AtomicLong();
  private final AtomicLong retries = new AtomicLong();
  private final AtomicLong objects = new AtomicLong();
  private final AtomicLong storedRecords = new AtomicLong();
  private final AtomicLong storedBytes = new AtomicLong();
  private volatile int openFiles;
  private volatile long openBytes;
  private ObjectName name;

  /** Shows the counters under the names of the connector and the task. */
  void register(String connector, String task) {
    try {
      ObjectName wanted =
          new ObjectName(
              "io.tweetsentiment.connect.s3:type=sink-task,connector="
                  + ObjectName.quote(connector)
                  + ",task="
                  + task);
      // A task that did not end in time may still have the name.
      if (ManagementFactory.getPlatformMBeanServer().isRegistered(wanted)) {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(wanted);
      }
      ManagementFactory.getPlatformMBeanServer().registerMBean(this, wanted);
      name = wanted;
    } catch (JMException e) {
      LOG.warn("The counters of the task are not shown in JMX: {}", e.toString());
    }
  }

  Optional<ObjectName> name() {
    return Optional.ofNullable(name);
  }

  void received(int count) {
    records.addAndGet(count);
  }

  void retried() {
    retries.incrementAndGet();
  }

  void open(int files, long bytes) {
    openFiles = files;
    openBytes = bytes;
  }

  /** Counts the objects that a store creates. */
  ObjectStore counting(ObjectStore store) {
    return new CountingStore(store, this);
  }

  void stored(SealedFile file) {
    objects.incrementAndGet();
    storedRecords.addAndGet(file.range().records());
    storedBytes.addAndGet(file.spool().size());
  }

  @Override
  public long getRecords() {
    return records.get();
  }

  @Override
  public int getOpenFiles() {
    return openFiles;
  }

  @Override
  public long getOpenBytes() {
    return openBytes;
  }

  @Override
  public long getStoredObjects() {
    return objects.get();
  }

  @Override
  public long getStoredRecords() {
    return storedRecords.get();
  }

  @Override
  public long getStoredBytes() {
    return storedBytes.get();
  }

  @Override
  public long getRetries() {
    return retries.get();
  }

  @Override
  public void close() {
    if (name == null) {
      return;
    }
    try {
      // The task after this one may have taken the name.
      if (ManagementFactory.getPlatformMBeanServer()
          .getAttribute(name, "Identity")
          .equals(getIdentity())) {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
      }
    } catch (JMException e) {
      LOG.debug("The counters of the task were not in JMX", e);
    }
  }

  @Override
  public String getIdentity() {
    return Integer.toHexString(System.identityHashCode(this));
  }
}
