package io.draftgate.cli.release;

import io.draftgate.release.gate.SigningKey;
import io.draftgate.release.gate.Statement;
import io.draftgate.schemas.CloudEvents;
import io.draftgate.schemas.DurableProducer;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.GateAction;
import io.draftgate.schemas.event.GateFiled;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringSerializer;

/** Files statements about gates; the detector says in the log what came of them. Thread-safe. */
final class GateFiler {
    private static final CloudEvents CLOUD_EVENTS = new CloudEvents("/draftgate/cli");

    private final Topic<GateFiled> gates;
    private final Map<String, Object> client;
    private final InstantSource clock;

    /** @param client how to reach the brokers */
    GateFiler(TopicCatalogue topics, Map<String, Object> client, InstantSource clock) {
        this.gates = topics.gates();
        this.client = client;
        this.clock = clock;
    }

    /** Files a statement under a key's name and returns when that is durable. */
    void file(GateAction action, Statement statement, SigningKey key) throws InterruptedException, ExecutionException {
        String json = statement.toJson();
        file(filed(action, statement, json)
                .setSigner(key.id())
                .setSignature(ByteBuffer.wrap(key.sign(json)))
                .build());
    }

    private GateFiled.Builder filed(GateAction action, Statement statement, String json) {
        return GateFiled.newBuilder()
                .setGate(statement.gate())
                .setAction(action)
                .setStatement(json)
                .setFiledAt(clock.instant());
    }

    private void file(GateFiled filed) throws InterruptedException, ExecutionException {
        Map<String, Object> config = DurableProducer.config(client);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_INPUT_BYTES);
        String key = new EventKey("", filed.getGate()).text();
        Headers headers =
                CLOUD_EVENTS.stamp(new RecordHeaders(), filed, UUID.randomUUID().toString(), key, clock.instant());
        try (KafkaProducer<String, GateFiled> producer = new KafkaProducer<>(
                config, new StringSerializer(), gates.value().serializer())) {
            producer.send(new ProducerRecord<>(gates.name(), null, key, filed, headers))
                    .get();
        }
    }
}
