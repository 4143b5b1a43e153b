package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.config.KinesisSourceConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * A miniature Connect worker: one connector, a thread for each of its tasks, a topic and the stored
 * offsets. With exactly-once, a batch and its offsets are stored together; otherwise the offsets
 * are stored only when a task is idle or stops normally.
 */
final class FakeConnect {
  private final Function<KinesisSourceConfig, KinesisClient> clients;
  private final Function<KinesisSourceConfig, KinesisAsyncClient> asyncClients;
  private final Clock clock;
  private final Map<String, String> config;
  private final int maxTasks;
  private final boolean exactlyOnce;
  private final List<SourceRecord> topic = new ArrayList<>();
  private final Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
  private final List<RunningTask> tasks = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private ExecutorService herder;
  private KinesisSourceConnector connector;
  private List<Map<String, String>> taskConfigs = List.of();
  private int reconfigurations;

  FakeConnect(
      FakeKinesis kinesis,
      Clock clock,
      Map<String, String> config,
      int maxTasks,
      boolean exactlyOnce) {
    this(any -> kinesis, any -> null, clock, config, maxTasks, exactlyOnce);
  }

  /** Connects to another endpoint. */
  FakeConnect(
      Function<KinesisSourceConfig, KinesisClient> clients,
      Function<KinesisSourceConfig, KinesisAsyncClient> asyncClients,
      Clock clock,
      Map<String, String> config,
      int maxTasks,
      boolean exactlyOnce) {
    this.clients = clients;
    this.asyncClients = asyncClients;
    this.clock = clock;
    this.config = config;
    this.maxTasks = maxTasks;
    this.exactlyOnce = exactlyOnce;
  }

  void start() {
    herder = Executors.newSingleThreadExecutor();
    connector = new KinesisSourceConnector(clock, pause -> {}, clients);
    connector.initialize(new ConnectorContext());
    connector.start(config);
    taskConfigs = connector.taskConfigs(maxTasks);
    startTasks();
  }

  private void startTasks() {
    for (Map<String, String> taskConfig : taskConfigs) {
      RunningTask task = new RunningTask(taskConfig);
      tasks.add(task);
      task.thread.start();
    }
  }

  /** Stops normally. */
  void stop() throws InterruptedException {
    if (connector == null) {
      return;
    }
    connector.stop();
    herder.shutdownNow();
    herder.awaitTermination(10, TimeUnit.SECONDS);
    stopTasks();
  }

  private void stopTasks() throws InterruptedException {
    tasks.forEach(task -> task.stopping = true);
    for (RunningTask task : tasks) {
      task.thread.join(10_000);
      if (task.thread.isAlive()) {
        throw new IllegalStateException("The task " + task.config + " does not stop");
      }
    }
    tasks.clear();
  }

  /** Stops without storing records or offsets that are in progress. */
  void crash() throws InterruptedException {
    synchronized (this) {
      tasks.forEach(task -> task.fenced = true);
    }
    stop();
  }

  private void reconfigure() {
    try {
      List<Map<String, String>> changed = connector.taskConfigs(maxTasks);
      if (!changed.equals(taskConfigs)) {
        taskConfigs = changed;
        reconfigurations++;
        stopTasks();
        startTasks();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void alter(Map<Map<String, ?>, Map<String, ?>> altered) {
    new KinesisSourceConnector().alterOffsets(config, altered);
    altered.forEach(
        (partition, offset) -> {
          if (offset == null) {
            offsets.remove(partition);
          } else {
            offsets.put(partition, offset);
          }
        });
  }

  synchronized List<SourceRecord> topic() {
    return List.copyOf(topic);
  }

  synchronized List<String> values() {
    return topic.stream().map(record -> FakeKinesis.text((byte[]) record.value())).toList();
  }

  synchronized Map<Map<String, ?>, Map<String, ?>> offsets() {
    return Map.copyOf(offsets);
  }

  synchronized List<Throwable> failures() {
    return List.copyOf(failures);
  }

  int reconfigurations() {
    return reconfigurations;
  }

  int taskCount() {
    return taskConfigs.size();
  }

  private final class RunningTask {
    private final Map<String, String> config;
    private final Thread thread = new Thread(this::run, "task");
    private final Map<Map<String, ?>, Map<String, ?>> uncommitted = new HashMap<>();
    private volatile boolean stopping;
    private boolean fenced;

    RunningTask(Map<String, String> config) {
      this.config = config;
    }

    private void run() {
      KinesisSourceTask task = new KinesisSourceTask(clock, clients, asyncClients);
      try {
        task.initialize(new TaskContext(config));
        task.start(config);
        while (!stopping) {
          List<SourceRecord> batch = task.poll();
          if (batch == null) {
            commit();
          } else {
            store(batch);
          }
        }
        commit();
      } catch (InterruptedException | RuntimeException e) {
        synchronized (FakeConnect.this) {
          failures.add(e);
        }
      } finally {
        task.stop();
      }
    }

    private void store(List<SourceRecord> batch) {
      synchronized (FakeConnect.this) {
        if (!fenced) {
          topic.addAll(batch);
          batch.forEach(record -> uncommitted.put(record.sourcePartition(), record.sourceOffset()));
        }
        if (exactlyOnce) {
          commit();
        }
      }
    }

    private void commit() {
      synchronized (FakeConnect.this) {
        if (!fenced) {
          offsets.putAll(uncommitted);
          uncommitted.clear();
        }
      }
    }
  }

  private final class Offsets implements OffsetStorageReader {
    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
      return offsets(List.of(partition)).get(partition);
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(
        Collection<Map<String, T>> partitions) {
      Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
      synchronized (FakeConnect.this) {
        for (Map<String, T> partition : partitions) {
          Map<String, ?> offset = offsets.get(partition);
          found.put(partition, offset == null ? null : new HashMap<>(offset));
        }
      }
      return found;
    }
  }

  private final class ConnectorContext implements SourceConnectorContext {
    @Override
    public void requestTaskReconfiguration() {
      herder.execute(FakeConnect.this::reconfigure);
    }

    @Override
    public void raiseError(Exception e) {
      synchronized (FakeConnect.this) {
        failures.add(e);
      }
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
      return new Offsets();
    }

    @Override
    public PluginMetrics pluginMetrics() {
      throw new UnsupportedOperationException();
    }
  }

  private final class TaskContext implements SourceTaskContext {
    private final Map<String, String> taskConfig;

    TaskContext(Map<String, String> taskConfig) {
      this.taskConfig = taskConfig;
    }

    @Override
    public Map<String, String> configs() {
      return taskConfig;
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
      return new Offsets();
    }

    @Override
    public PluginMetrics pluginMetrics() {
      throw new UnsupportedOperationException();
    }
  }
}
