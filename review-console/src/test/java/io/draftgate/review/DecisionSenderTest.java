package io.draftgate.review;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.index.DraftKey;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Ruling;
import io.draftgate.streams.TopicAdministration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DecisionSenderTest {
    private static final TopicCatalogue TOPICS = TopicCatalogue.standard();

    @TempDir
    Path folder;

    private final List<String> heard = new ArrayList<>();

    private DecisionObserver.Sending begun(String topic, Instant from) {
        heard.add("begun " + topic);
        return new DecisionObserver.Sending() {
            @Override
            public Headers headers() {
                return new RecordHeaders().add("traceparent", new byte[] {7});
            }

            @Override
            public void ended(Instant to, boolean isDurable) {
                heard.add("ended " + isDurable);
            }
        };
    }

    @Test
    void shouldSendADecisionWithTheHeadersOfItsObserver() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            // Given
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (TopicAdministration administration = new TopicAdministration(client)) {
                administration.create(TOPICS);
            }

            // When
            try (DecisionSender sender =
                    new DecisionSender(TOPICS.decisions(), client, InstantSource.system(), this::begun)) {
                sender.send(new DraftKey("default", "p", 0), Ruling.APPROVE, "ann", "fine");
            }

            // Then
            ConsumerRecord<String, ReviewDecided> sent = read(client);
            assertEquals(Ruling.APPROVE, sent.value().getRuling());
            assertArrayEquals(
                    new byte[] {7}, sent.headers().lastHeader("traceparent").value());
            assertEquals(List.of("begun review.decisions", "ended true"), heard);
        }
    }

    private static ConsumerRecord<String, ReviewDecided> read(Map<String, Object> client) {
        try (KafkaConsumer<String, ReviewDecided> consumer = new KafkaConsumer<>(
                client, new StringDeserializer(), TOPICS.decisions().value().deserializer())) {
            consumer.assign(IntStream.range(0, TOPICS.partitions())
                    .mapToObj(partition -> new TopicPartition(TOPICS.decisions().name(), partition))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            while (true) {
                for (ConsumerRecord<String, ReviewDecided> record : consumer.poll(Duration.ofMillis(100))) {
                    return record;
                }
            }
        }
    }
}
