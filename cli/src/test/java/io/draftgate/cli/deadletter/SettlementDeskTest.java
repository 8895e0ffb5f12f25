package io.draftgate.cli.deadletter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.cli.command.CommandException;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.Settlement;
import io.draftgate.streams.TopicAdministration;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SettlementDeskTest {
    private static final TopicCatalogue TOPICS = TopicCatalogue.standard();
    private static final SettlementDesk.Decision DROP = new SettlementDesk.Decision(Settlement.DROPPED, "ann", "");

    @Test
    void shouldNotSettleWhatSomebodyElseHasBegunToWorkOn(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            // Given: two people have read the same letter
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (TopicAdministration administration = new TopicAdministration(client)) {
                administration.create(TOPICS);
            }
            writeLetter(client);
            try (SettlementDesk first = SettlementDesk.open(TOPICS, client, InstantSource.system());
                    SettlementDesk second = SettlementDesk.open(TOPICS, client, InstantSource.system())) {
                DeadLetter letter = DeadLetterBox.read(TOPICS, client).open().get(0);
                second.settle(letter, DROP);

                // When
                CommandException refused = assertThrows(CommandException.class, () -> first.settle(letter, DROP));

                // Then
                assertEquals("somebody else began to work on the dead letters", refused.getMessage());
                assertEquals(0, DeadLetterBox.read(TOPICS, client).open().size());
            }
        }
    }

    private static void writeLetter(Map<String, Object> client) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPICS.detectorDeadLetters().name(), 1, null, new byte[] {1}))
                    .get();
        }
    }
}
