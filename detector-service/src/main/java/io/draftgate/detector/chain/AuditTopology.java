package io.draftgate.detector.chain;

import static io.draftgate.streams.TopicFlow.read;

import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditRecord;
import io.draftgate.streams.sealing.Sealing;
import io.draftgate.streams.tracing.Tracing;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * The way of an audit event into the chain. A task chains what lies on its partition, dead letters included, and writes to the
 * same partition of the records and of the checkpoints: so every log has exactly one writer.
 */
final class AuditTopology {
    static final String HEAD_STORE = "audit-chain-head";

    private final TopicCatalogue topics;
    private final KeyValueBytesStoreSupplier heads;
    private final ChainTail tail;
    private final Optional<CheckpointPolicy> checkpoints;
    private final Sealing sealing;
    private final Tracing tracing;

    /**
     * A topology over these topics.
     *
     * @param heads where the head of each chain is kept, named {@link #HEAD_STORE}
     * @param checkpoints empty where none are signed
     * @param sealing seals dead letters, which are chained whole
     * @param tracing hears of every event that is bound into a chain
     */
    AuditTopology(
            TopicCatalogue topics,
            KeyValueBytesStoreSupplier heads,
            ChainTail tail,
            Optional<CheckpointPolicy> checkpoints,
            Sealing sealing,
            Tracing tracing) {
        this.topics = topics;
        this.heads = heads;
        this.tail = tail;
        this.checkpoints = checkpoints;
        this.sealing = sealing;
        this.tracing = tracing;
    }

    Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        // Of the heads of one transaction only the last one counts.
        builder.addStateStore(Stores.keyValueStoreBuilder(heads, Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled());

        KStream<String, AuditEvent> steps =
                builder.stream(topics.auditEvents().name(), read(topics.auditEvents(), "read-events"));
        for (Topic<byte[]> letters : topics.deadLetters()) {
            String name = letters.name().substring(topics.prefix().length()).replace('.', '-');
            KStream<String, AuditEvent> dead = builder.stream(
                            letters.name(),
                            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                    .withName("read-" + name))
                    .process(() -> new DeadLetters(sealing), Named.as("tell-" + name));
            steps = steps.merge(dead, Named.as("with-" + name));
        }
        String recordsTopic = topics.auditRecords().name();
        steps.process(() -> new ChainProcessor(recordsTopic, tail, checkpoints, tracing), Named.as("chain"), HEAD_STORE)
                .split(Named.as("add-"))
                .branch(
                        (key, added) -> added instanceof Chained.Signed,
                        Branched.withConsumer(this::writeCheckpoints, "checkpoint"))
                .defaultBranch(Branched.withConsumer(this::writeRecords, "record"));
        return builder.build();
    }

    private void writeRecords(KStream<String, Chained> added) {
        Serializer<AuditRecord> serializer = topics.auditRecords().value().serializer();
        added.mapValues(Chained.Link.class::cast, Named.as("as-record"))
                .to(
                        topics.auditRecords().name(),
                        toItsPartition("write-records", (topic, link) -> serializer.serialize(topic, link.record())));
    }

    private void writeCheckpoints(KStream<String, Chained> added) {
        Serializer<String> serializer = topics.auditCheckpoints().value().serializer();
        added.mapValues(Chained.Signed.class::cast, Named.as("as-checkpoint"))
                .to(
                        topics.auditCheckpoints().name(),
                        toItsPartition(
                                "write-checkpoints",
                                (topic, signed) -> serializer.serialize(topic, signed.checkpoint())));
    }

    // The one method that StreamPartitioner leaves abstract is the one it deprecates.
    @SuppressWarnings("removal")
    private static <C extends Chained> Produced<String, C> toItsPartition(String name, Serializer<C> serializer) {
        Serde<C> writing = Serdes.serdeFrom(serializer, (topic, bytes) -> {
            throw new IllegalStateException("what is chained is only written here");
        });
        return Produced.with(Serdes.String(), writing)
                .withName(name)
                .withStreamPartitioner((topic, key, chained, partitions) -> Optional.of(Set.of(chained.partition())));
    }
}
