package io.draftgate.generator;

import java.time.Duration;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;

/** Where the stores of a task live. */
enum StateStores {
    /** RocksDB: memory stays flat, a restart finds its state. */
    ON_DISK {
        @Override
        KeyValueBytesStoreSupplier keyValue(String name) {
            return Stores.persistentKeyValueStore(name);
        }

        @Override
        WindowBytesStoreSupplier window(String name, Duration retention) {
            return Stores.persistentWindowStore(name, retention, WINDOW, false);
        }
    },
    /** RocksDB, but works in flight are forgotten when their worker dies: a drill shows the harm. */
    FORGETTING_WORKS {
        @Override
        KeyValueBytesStoreSupplier keyValue(String name) {
            return Stores.inMemoryKeyValueStore(name);
        }

        @Override
        WindowBytesStoreSupplier window(String name, Duration retention) {
            return Stores.persistentWindowStore(name, retention, WINDOW, false);
        }
    },
    /** For a topology that lives as long as a test. */
    IN_MEMORY {
        @Override
        KeyValueBytesStoreSupplier keyValue(String name) {
            return Stores.inMemoryKeyValueStore(name);
        }

        @Override
        WindowBytesStoreSupplier window(String name, Duration retention) {
            return Stores.inMemoryWindowStore(name, retention, WINDOW, false);
        }
    };

    /** An id is seen at one moment; Kafka wants a window around it. */
    private static final Duration WINDOW = Duration.ofMillis(1);

    abstract KeyValueBytesStoreSupplier keyValue(String name);

    abstract WindowBytesStoreSupplier window(String name, Duration retention);
}
