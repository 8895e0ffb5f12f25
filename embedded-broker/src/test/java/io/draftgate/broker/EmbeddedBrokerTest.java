package io.draftgate.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EmbeddedBrokerTest {

    private static final TopicPartition DRAFTS = new TopicPartition("drafts", 0);

    @TempDir
    Path folder;

    @Test
    void shouldServeCommittedTransactionsAndKeepThemForTheNextBrokerOnTheSameFolder() throws Exception {
        // Given: a first broker with an aborted and a committed transaction, one of them with a record of 7 MiB
        byte[] large = new byte[7 * 1024 * 1024];
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(DRAFTS.topic(), Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(DRAFTS.topic(), new byte[] {1}));
                producer.flush();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(DRAFTS.topic(), new byte[] {2}));
                producer.send(new ProducerRecord<>(DRAFTS.topic(), large));
                producer.commitTransaction();
            }
            assertEquals(List.of(1, large.length), sizesOfCommitted(broker));
        }

        // When
        try (EmbeddedBroker reopened = EmbeddedBroker.start(folder)) {

            // Then
            assertEquals(List.of(1, large.length), sizesOfCommitted(reopened));
        }
    }

    @Test
    void shouldNotCreateATopicThatNobodyAskedFor() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // When
            var description = admin.describeTopics(List.of("misspelt")).allTopicNames();

            // Then
            ExecutionException failure = assertThrows(ExecutionException.class, description::get);
            assertEquals(
                    UnknownTopicOrPartitionException.class, failure.getCause().getClass());
        }
    }

    @Test
    void shouldRefuseAFolderThatAnotherBrokerUses() {
        try (EmbeddedBroker first = EmbeddedBroker.start(folder)) {
            // When
            BrokerStartException refusal = assertThrows(BrokerStartException.class, () -> EmbeddedBroker.start(folder));

            // Then
            assertOneLineNaming(refusal, folder + " is in use by another broker");
            assertFalse(first.bootstrapServers().isEmpty());
        }
    }

    @Test
    void shouldNameThePortThatIsTaken() throws IOException {
        try (ServerSocket occupant = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            BrokerOptions options = BrokerOptions.defaults().withPort(occupant.getLocalPort());

            // When
            BrokerStartException refusal =
                    assertThrows(BrokerStartException.class, () -> EmbeddedBroker.start(folder, options));

            // Then
            assertOneLineNaming(refusal, "port " + occupant.getLocalPort());
        }
    }

    @Test
    void shouldNameTheFolderThatCannotBeWritten() throws IOException {
        // Given: a file where a folder should be, which not even root can write into
        Path inTheWay = Files.createFile(folder.resolve("file"));

        // When
        BrokerStartException refusal =
                assertThrows(BrokerStartException.class, () -> EmbeddedBroker.start(inTheWay.resolve("logs")));

        // Then
        assertOneLineNaming(refusal, inTheWay + "/logs is not writable");
    }

    private static void assertOneLineNaming(Exception refusal, String expected) {
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains(expected), message);
        assertEquals(1, message.lines().count(), message);
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        "test",
                        "max.request.size",
                        BrokerOptions.DEFAULT_MAX_MESSAGE_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static List<Integer> sizesOfCommitted(EmbeddedBroker broker) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(DRAFTS));
            consumer.seekToBeginning(List.of(DRAFTS));
            long end = consumer.endOffsets(List.of(DRAFTS)).get(DRAFTS);
            List<Integer> sizes = new ArrayList<>();
            while (consumer.position(DRAFTS) < end) {
                for (ConsumerRecord<byte[], byte[]> committed : consumer.poll(Duration.ofSeconds(1))) {
                    sizes.add(committed.value().length);
                }
            }
            return sizes;
        }
    }
}
