package io.draftgate.detector.chain;

import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.sealing.Sealing;
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
     */
    public static Topology topology(
            TopicCatalogue topics,
            Map<String, Object> client,
            Optional<CheckpointPolicy> checkpoints,
            Sealing sealing) {
        return new AuditTopology(
                        topics,
                        Stores.persistentKeyValueStore(AuditTopology.HEAD_STORE),
                        new KafkaChainTail(topics.auditRecords(), client),
                        checkpoints,
                        sealing)
                .build();
    }
}
