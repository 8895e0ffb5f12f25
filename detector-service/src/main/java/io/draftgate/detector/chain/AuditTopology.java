package io.draftgate.detector.chain;

import static io.draftgate.streams.TopicFlow.read;

import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditRecord;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * The way of an audit event into the chain. A task chains what lies on its partition, dead letters included, and writes to the
 * same partition of the records: so every chain has exactly one writer.
 */
final class AuditTopology {
    static final String HEAD_STORE = "audit-chain-head";

    private final TopicCatalogue topics;
    private final KeyValueBytesStoreSupplier heads;
    private final ChainTail tail;

    /**
     * A topology over these topics.
     *
     * @param heads where the head of each chain is kept, named {@link #HEAD_STORE}
     */
    AuditTopology(TopicCatalogue topics, KeyValueBytesStoreSupplier heads, ChainTail tail) {
        this.topics = topics;
        this.heads = heads;
        this.tail = tail;
    }

    Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(Stores.keyValueStoreBuilder(heads, Serdes.String(), Serdes.ByteArray()));

        KStream<String, AuditEvent> steps =
                builder.stream(topics.auditEvents().name(), read(topics.auditEvents(), "read-events"));
        for (Topic<byte[]> letters : topics.deadLetters()) {
            String name = letters.name().substring(topics.prefix().length()).replace('.', '-');
            KStream<String, AuditEvent> dead = builder.stream(
                            letters.name(),
                            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                    .withName("read-" + name))
                    .process(DeadLetters::new, Named.as("tell-" + name));
            steps = steps.merge(dead, Named.as("with-" + name));
        }
        String recordsTopic = topics.auditRecords().name();
        steps.process(() -> new ChainProcessor(recordsTopic, tail), Named.as("chain"), HEAD_STORE)
                .to(recordsTopic, writeToItsPartition(topics.auditRecords()));
        return builder.build();
    }

    // The one method that StreamPartitioner leaves abstract is the one it deprecates.
    @SuppressWarnings("removal")
    private static Produced<String, Chained> writeToItsPartition(Topic<AuditRecord> records) {
        Serializer<AuditRecord> serializer = records.value().serializer();
        Serde<Chained> links =
                Serdes.serdeFrom((topic, chained) -> serializer.serialize(topic, chained.link()), (topic, bytes) -> {
                    throw new IllegalStateException("links are only written here");
                });
        return Produced.with(Serdes.String(), links)
                .withName("write-records")
                .withStreamPartitioner((topic, key, chained, partitions) -> Optional.of(Set.of(chained.partition())));
    }
}
