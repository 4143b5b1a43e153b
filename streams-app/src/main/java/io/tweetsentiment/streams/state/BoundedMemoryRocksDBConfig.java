package io.tweetsentiment.streams.state;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Limits the memory of all RocksDB stores of the process together. RocksDB's own default is about
 * 100 MB for each store of each task.
 */
public final class BoundedMemoryRocksDBConfig implements RocksDBConfigSetter {

  /** Bytes for all stores together. */
  public static final String BYTES = "state.memory.bytes";

  private static final long DEFAULT_BYTES = 96L << 20;
  private static final double WRITE_SHARE = 0.5;
  private static final long WRITE_BUFFER = 4L << 20;

  private static Cache cache;
  private static WriteBufferManager writeBuffers;

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    share(configs);
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(cache);
    table.setCacheIndexAndFilterBlocks(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(writeBuffers);
    options.setWriteBufferSize(WRITE_BUFFER);
    options.setMaxWriteBufferNumber(2);
  }

  @Override
  public void close(String store, Options options) {
    // Cache and write buffers belong to the process, not to one store.
  }

  private static synchronized void share(Map<String, Object> configs) {
    if (cache == null) {
      RocksDB.loadLibrary();
      Object bytes = configs.get(BYTES);
      long budget = bytes == null ? DEFAULT_BYTES : Long.parseLong(bytes.toString());
      cache = new LRUCache(budget);
      writeBuffers = new WriteBufferManager((long) (budget * WRITE_SHARE), cache);
    }
  }
}
