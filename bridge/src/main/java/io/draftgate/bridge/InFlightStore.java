package io.draftgate.bridge;

import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.event.InFlightWork;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What a topology needs around a {@link TaskBridge}. */
public final class InFlightStore {
    /** Of the records at hand, a task takes the oldest first: reports must not wait behind a backlog of requests. */
    public static final TimestampExtractor REPORTS_FIRST = (record, partitionTime) -> 0;

    /** The changelog is small and hot: a restore should read what is in flight, not what went through. */
    private static final Map<String, String> HOT_CHANGELOG = Map.of(
            "segment.bytes", Integer.toString(16 << 20),
            "segment.ms", Long.toString(Duration.ofMinutes(10).toMillis()),
            "min.cleanable.dirty.ratio", "0.1",
            "delete.retention.ms", Long.toString(Duration.ofMinutes(1).toMillis()),
            "max.message.bytes", Integer.toString(Topic.MAX_RECORD_BYTES));

    private InFlightStore() {}

    /** The works of a task, by the offset of their request. */
    public static StoreBuilder<KeyValueStore<Long, InFlightWork>> of(KeyValueBytesStoreSupplier store) {
        return Stores.keyValueStoreBuilder(store, Serdes.Long(), EventSerde.of(InFlightWork.class))
                .withLoggingEnabled(HOT_CHANGELOG);
    }
}
