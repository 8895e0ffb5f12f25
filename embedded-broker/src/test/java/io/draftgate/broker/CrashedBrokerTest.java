package io.draftgate.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A crash is a copy of the folder of a broker that works. */
@Timeout(120)
class CrashedBrokerTest {
    private static final TopicPartition PARTITION = new TopicPartition("letters", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                if (!file.endsWith("draftgate.lock") && !file.endsWith(".lock")) {
                    copyIfStillThere(file, to.resolve(from.relativize(file)));
                }
            }
        }
    }

    private static void copyIfStillThere(Path file, Path copy) throws IOException {
        try {
            Files.copy(file, copy);
        } catch (NoSuchFileException goneMeanwhile) {
            assertTrue(Files.notExists(file));
        }
    }

    private static long end(Admin admin, IsolationLevel isolation) throws Exception {
        return admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                .partitionResult(PARTITION)
                .get()
                .offset();
    }

    @Test
    void shouldNotTakeAFolderThatWasOnlyFormattedForACrash() {
        LogDirectory formatted =
                LogDirectory.open(folder.resolve("formatted"), NodeProperties.NODE_ID, Optional.empty());

        boolean crashed = CrashedBroker.wasIn(formatted);

        formatted.close();
        assertEquals(false, crashed);
    }

    @Test
    void shouldEndTheTransactionsThatWereOpenWhenTheBrokerCrashed() throws Exception {
        // Given
        Path crashed = folder.resolve("crashed");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("running"))) {
            Map<String, Object> client = Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "transactional.id",
                    "writer",
                    "transaction.timeout.ms",
                    1000);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                    KafkaProducer<String, String> producer =
                            new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
                admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                        .all()
                        .get();
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(PARTITION.topic(), "a")).get();
                copy(folder.resolve("running"), crashed);
            }
        }

        // When
        try (EmbeddedBroker again = EmbeddedBroker.start(crashed);
                Admin admin = Admin.create(Map.of("bootstrap.servers", again.bootstrapServers()))) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (end(admin, IsolationLevel.READ_COMMITTED) < 2 && System.nanoTime() < deadline) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }

            // Then: the letter and the mark of its end.
            assertEquals(2, end(admin, IsolationLevel.READ_COMMITTED));
        }
    }
}
