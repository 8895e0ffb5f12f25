package io.draftgate.schemas;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Settings with which a producer outside of transactions loses no record and writes none twice. */
public final class DurableProducer {
    private DurableProducer() {}

    /**
     * The settings, to be completed.
     *
     * @param client how to reach the broker: {@code bootstrap.servers}, security
     */
    public static Map<String, Object> config(Map<String, Object> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        // Of several that are under way to a new topic the first may be lost (KAFKA-15591).
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return config;
    }
}
