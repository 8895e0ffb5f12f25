package io.draftgate.streams;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * What all stores of an application on disk take of the memory together: Kafka Streams' own 98 MiB a store, of which a task has
 * several, would add up to a gigabyte. Thread-safe.
 */
final class StoreMemory implements AutoCloseable {
    /** Under which the settings of an application carry theirs to its stores. */
    private static final String CONFIG = "draftgate.store.memory";

    /** For what was read, and what was written and is not yet on disk. Ours is small and mostly read at once. */
    private static final long CACHE_BYTES = 32L << 20;

    /** Of it, for what is not yet on disk. */
    private static final long WRITE_BUFFER_BYTES = 16L << 20;

    private static final long WRITE_BUFFER_BYTES_OF_A_STORE = 4L << 20;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    StoreMemory() {
        RocksDB.loadLibrary();
        cache = new LRUCache(CACHE_BYTES);
        writeBuffers = new WriteBufferManager(WRITE_BUFFER_BYTES, cache);
    }

    /** Makes the stores of an application take from here. */
    Map<String, Object> config() {
        return Map.of(CONFIG, this, StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, Setter.class);
    }

    /** To be called once the stores are closed. */
    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }

    /** Made by Kafka Streams, once a store. */
    public static final class Setter implements RocksDBConfigSetter {
        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            StoreMemory memory = (StoreMemory) Objects.requireNonNull(configs.get(CONFIG), CONFIG);
            BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
            table.setBlockCache(memory.cache);
            table.setCacheIndexAndFilterBlocks(true);
            options.setTableFormatConfig(table);
            options.setWriteBufferManager(memory.writeBuffers);
            options.setWriteBufferSize(WRITE_BUFFER_BYTES_OF_A_STORE);
        }

        @Override
        public void close(String storeName, Options options) {
            // Other stores still use what it used.
        }
    }
}
