package io.draftgate.bridge;

import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.InFlightWork;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The stores of so many tasks, which outlive whoever owns them. */
final class InFlightStores implements AutoCloseable {
    private final TopologyTestDriver driver;

    private static final class Ignore extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {}
    }

    InFlightStores(int partitions) {
        StreamsBuilder builder = new StreamsBuilder();
        String[] names = IntStream.range(0, partitions)
                .mapToObj(InFlightStores::name)
                .peek(name -> builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.Long(), EventSerde.of(InFlightWork.class))))
                .toArray(String[]::new);
        builder.stream("requests", Consumed.with(Serdes.String(), Serdes.String()))
                .process(Ignore::new, names);
        driver = new TopologyTestDriver(builder.build(), new Properties());
    }

    KeyValueStore<Long, InFlightWork> of(int partition) {
        return driver.getKeyValueStore(name(partition));
    }

    private static String name(int partition) {
        return "in-flight-" + partition;
    }

    @Override
    public void close() {
        driver.close();
    }
}
