package io.draftgate.streams;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

class StoreMemoryTest {
    @Test
    void shouldBeSharedByAllStoresOfAnApplication() {
        try (StoreMemory memory = new StoreMemory();
                Options first = new Options().setTableFormatConfig(new BlockBasedTableConfig());
                Options second = new Options().setTableFormatConfig(new BlockBasedTableConfig())) {
            StoreMemory.Setter setter = new StoreMemory.Setter();

            setter.setConfig("first", first, memory.config());
            setter.setConfig("second", second, memory.config());

            assertNotNull(first.writeBufferManager());
            assertSame(first.writeBufferManager(), second.writeBufferManager());
        }
    }
}
