package io.draftgate.detector.chain;

import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.sealing.Sealing;
import io.draftgate.streams.tracing.Tracing;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** The audit chain as an application to run. */
public final class AuditApplication {
    private AuditApplication() {}

    /**
     * The topology, with its heads on disk and its tail read from the brokers.
     *
     * @param client how to reach them: {@code bootstrap.servers}, security
     * @param checkpoints empty where none are signed
     * @param sealing seals dead letters, which are chained whole
     * @param tracing hears of every event that is bound into a chain
     */
    public static Topology topology(
            TopicCatalogue topics,
            Map<String, Object> client,
            Optional<CheckpointPolicy> checkpoints,
            Sealing sealing,
            Tracing tracing) {
        return new AuditTopology(
                        topics,
                        Stores.persistentKeyValueStore(AuditTopology.HEAD_STORE),
                        new KafkaChainTail(topics.auditRecords(), client),
                        checkpoints,
                        sealing,
                        tracing)
                .build();
    }
}
