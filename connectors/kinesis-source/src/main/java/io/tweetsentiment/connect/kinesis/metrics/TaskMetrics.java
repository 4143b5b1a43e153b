package io.tweetsentiment.connect.kinesis.metrics;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MBeans of a task, one for each shard that it reads: {@code
 * io.tweetsentiment.connect.kinesis:type=shard,connector=...,stream=...,shard=...}. Thread-safe.
 */
public final class TaskMetrics implements AutoCloseable {
  static final String DOMAIN = "io.tweetsentiment.connect.kinesis";
  private static final Logger LOG = LoggerFactory.getLogger(TaskMetrics.class);

  /**
   * Which bean has a name: after a reassignment, a task may register a shard before the previous
   * one has closed, which must not remove the new bean then.
   */
  private static final Map<ObjectName, ShardMetrics> OWNERS = new ConcurrentHashMap<>();

  private final String connector;
  private final String stream;
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final Map<String, ShardMetrics> shards = new ConcurrentHashMap<>();

  public TaskMetrics(String connector, String stream) {
    this.connector = connector;
    this.stream = stream;
  }

  /** Returns the figures of a shard, which are visible from the first call on. */
  public ShardMetrics of(String shard) {
    return shards.computeIfAbsent(shard, this::register);
  }

  private ShardMetrics register(String shard) {
    ShardMetrics metrics = new ShardMetrics();
    try {
      ObjectName name = name(shard);
      synchronized (OWNERS) {
        OWNERS.put(name, metrics);
        try {
          server.registerMBean(metrics, name);
        } catch (InstanceAlreadyExistsException e) {
          server.unregisterMBean(name);
          server.registerMBean(metrics, name);
        }
      }
    } catch (JMException e) {
      // The figures are not worth a failed task.
      LOG.warn("The figures of shard {} cannot be shown by JMX: {}", shard, e.toString());
    }
    return metrics;
  }

  private ObjectName name(String shard) throws JMException {
    return new ObjectName(
        DOMAIN
            + ":type=shard,connector="
            + ObjectName.quote(connector)
            + ",stream="
            + stream
            + ",shard="
            + shard);
  }

  /** Removes the MBeans. */
  @Override
  public void close() {
    shards.forEach(
        (shard, metrics) -> {
          try {
            ObjectName name = name(shard);
            synchronized (OWNERS) {
              if (OWNERS.remove(name, metrics)) {
                server.unregisterMBean(name);
              }
            }
          } catch (InstanceNotFoundException e) {
            LOG.debug("The figures of shard {} were removed already", shard);
          } catch (JMException e) {
            LOG.warn("The figures of shard {} cannot be removed: {}", shard, e.toString());
          }
        });
    shards.clear();
  }
}
