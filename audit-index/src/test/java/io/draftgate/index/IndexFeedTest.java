package io.draftgate.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditRecord;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.Route;
import io.draftgate.streams.TopicAdministration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A feed on a real broker: of four chains, some 4,000 records and two that are none. */
@Timeout(180)
class IndexFeedTest {
    private static final TopicCatalogue TOPICS = TopicCatalogue.standard();
    private static final Topic<AuditRecord> RECORDS = TOPICS.auditRecords();
    private static final int PROMPTS_PER_PARTITION = 900;
    private static final int EVERY_NTH_WITH_A_DRAFT = 20;
    private static final int KILLS = 3;

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static Map<String, Object> client;
    private static long records;

    @BeforeAll
    static void fill() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("kafka"));
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (TopicAdministration administration = new TopicAdministration(client)) {
            administration.create(TOPICS);
        }
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            Future<?> last = null;
            for (int partition = 0; partition < TOPICS.partitions(); partition++) {
                for (ChainRecord record : chronicle(partition).records()) {
                    byte[] value = RECORDS.value().serializer().serialize(RECORDS.name(), record.link());
                    last = producer.send(new ProducerRecord<>(RECORDS.name(), partition, "key", value));
                    records++;
                }
                last.get();
            }
            producer.send(new ProducerRecord<>(RECORDS.name(), 0, "key", new byte[] {1, 2, 3}));
            producer.send(new ProducerRecord<>(RECORDS.name(), 0, "key", null));
        }
    }

    /** Many prompts, and some drafts with all that belongs to them. */
    private static Chronicle chronicle(int partition) {
        Chronicle chronicle = new Chronicle(partition);
        for (int i = 0; i < PROMPTS_PER_PARTITION; i++) {
            String id = "d" + partition + "-" + i;
            chronicle.told(AuditStep.ADMITTED, "acme", id, null, null);
            if (i % EVERY_NTH_WITH_A_DRAFT == 0) {
                chronicle
                        .generated("acme", id, 0, "prompt", "text " + i)
                        .screened("acme", id, 0, "prompt", "text " + i, Route.PUBLISH);
            }
        }
        return chronicle;
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static List<String> built(String name) throws Exception {
        DatabaseAddress address = Databases.sqlite(folder, name);
        try (AuditIndex index = AuditIndex.open(address);
                IndexFeed feed = new IndexFeed(index, RECORDS, client, EventOpener.unsealed())) {
            feed.start();
            feed.current().get(120, TimeUnit.SECONDS);
            assertFalse(feed.failure().isDone());
        }
        return Databases.rows(address);
    }

    @Test
    void shouldBuildTheSameRowsFromTheTopicAgain() throws Exception {
        List<String> first = built("first.db");

        List<String> second = built("second.db");

        assertEquals(first, second);
        assertEquals(records + (PROMPTS_PER_PARTITION + 1L) * TOPICS.partitions(), first.size());
        assertTrue(first.stream().filter(row -> row.contains("intact=")).allMatch(row -> row.contains("intact=1")));
    }

    @Test
    void shouldSkipAndDoubleNothingHoweverOftenItIsKilled() throws Exception {
        DatabaseAddress address = Databases.sqlite(folder, "killed.db");
        Random random = new Random(11);
        for (int kill = 1; kill <= KILLS; kill++) {
            Process process = process(address);
            awaitProgress(address, process, kill * records / (KILLS + 2) + random.nextInt(500));
            process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }

        assertTrue(read(address) < records, "killed before the end");
        assertEquals(built("whole.db"), built("killed.db"));
    }

    private static Process process(DatabaseAddress address) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FeedProcess.class.getName(),
                        broker.bootstrapServers(),
                        address.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("feed.log").toFile())
                .start();
    }

    private static void awaitProgress(DatabaseAddress address, Process process, long wanted) throws Exception {
        while (read(address) < wanted) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new AssertionError(Files.readString(folder.resolve("feed.log")));
            }
        }
    }

    private static long read(DatabaseAddress address) {
        if (Files.notExists(Path.of(address.toString()))) {
            return 0;
        }
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet sum = statement.executeQuery("SELECT sum(next_offset) FROM chain_position")) {
            return sum.getLong(1);
        } catch (SQLException notYet) {
            return 0;
        }
    }

    @Test
    void shouldRefuseAnIndexOfAnotherTopic() throws Exception {
        DatabaseAddress address = Databases.sqlite(folder, "other.db");
        try (AuditIndex index = AuditIndex.open(address)) {
            index.add(List.of(new ChainRecord(RECORDS.name(), 1, 1_000_000, null)), EventOpener.unsealed());
        }

        ExecutionException failure = assertThrows(ExecutionException.class, () -> built("other.db"));

        assertTrue(failure.getMessage().contains("that is another topic"), failure.getMessage());
    }
}
