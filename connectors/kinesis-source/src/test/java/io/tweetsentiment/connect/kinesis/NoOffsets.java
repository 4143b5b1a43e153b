package io.tweetsentiment.connect.kinesis;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Contexts of Connect for a connector or task without stored offsets. */
final class NoOffsets implements OffsetStorageReader {
  @Override
  public <T> Map<String, Object> offset(Map<String, T> partition) {
    return null;
  }

  @Override
  public <T> Map<Map<String, T>, Map<String, Object>> offsets(
      Collection<Map<String, T>> partitions) {
    Map<Map<String, T>, Map<String, Object>> none = new HashMap<>();
    partitions.forEach(partition -> none.put(partition, null));
    return none;
  }

  static final class ForConnector implements SourceConnectorContext {
    @Override
    public void requestTaskReconfiguration() {}

    @Override
    public void raiseError(Exception e) {
      throw new AssertionError(e);
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
      return new NoOffsets();
    }

    @Override
    public PluginMetrics pluginMetrics() {
      throw new UnsupportedOperationException();
    }
  }

  static final class ForTask implements SourceTaskContext, TransactionContext {
    private int commits;

    /** How often the task asked for the end of a transaction. */
    int commits() {
      return commits;
    }

    @Override
    public TransactionContext transactionContext() {
      return this;
    }

    @Override
    public void commitTransaction() {
      commits++;
    }

    @Override
    public void commitTransaction(SourceRecord record) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void abortTransaction() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void abortTransaction(SourceRecord record) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> configs() {
      return Map.of();
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
      return new NoOffsets();
    }

    @Override
    public PluginMetrics pluginMetrics() {
      throw new UnsupportedOperationException();
    }
  }
}
