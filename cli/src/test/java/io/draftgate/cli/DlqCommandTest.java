package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.cli.cluster.CommittedRecords;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.streams.TopicAdministration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class DlqCommandTest {
    private static final TopicCatalogue TOPICS = TopicCatalogue.standard();
    private static final byte[] UNREADABLE = {7, 7, 7};

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static Map<String, Object> client;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(folder);
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (TopicAdministration administration = new TopicAdministration(client)) {
            administration.create(TOPICS);
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A letter as Kafka Streams writes one; returns its id. */
    private static String deadLetter(String key, String originTopic, int originPartition) throws Exception {
        String topic = TOPICS.generatorDeadLetters().name();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, 0, utf8(key), UNREADABLE);
            letter.headers()
                    .add("trace", utf8("kept"))
                    .add("__streams.errors.exception", utf8("org.example.SomethingBrokeException"))
                    .add("__streams.errors.message", utf8("it is\nbroken"))
                    .add("__streams.errors.topic", utf8(originTopic))
                    .add("__streams.errors.partition", utf8(Integer.toString(originPartition)))
                    .add("__streams.errors.offset", utf8("5"));
            return topic + "-0@" + producer.send(letter).get().offset();
        }
    }

    private static Run dlq(String... arguments) {
        List<String> all = new ArrayList<>(List.of("dlq"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap", broker.bootstrapServers()));
        return Run.of(all.toArray(String[]::new));
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(Topic<?> topic, String key) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (CommittedRecords records = new CommittedRecords(client)) {
            records.read(List.of(topic.name()), record -> {
                if (key.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                    found.add(record);
                }
            });
        }
        return found;
    }

    private static List<AuditEvent> audited(String key) {
        return records(TOPICS.auditEvents(), key).stream()
                .map(record -> TOPICS.auditEvents().value().deserializer().deserialize("", record.value()))
                .toList();
    }

    @Test
    void shouldTellReasonAndOriginOfALetterThatWaits() throws Exception {
        // Given
        String id = deadLetter("acme/told", "drafts.prompts", 3);

        // When
        Run list = dlq("list", "--exception", "somethingbroke", "--json");
        Run show = dlq("show", id);

        // Then
        JsonNode letter = letter(list, id);
        assertEquals("acme/told", letter.get("key").asText());
        assertEquals(
                "org.example.SomethingBrokeException", letter.get("exception").asText());
        assertEquals("drafts.prompts", letter.get("originTopic").asText());
        assertEquals(3, letter.get("originPartition").asInt());
        assertEquals(5, letter.get("originOffset").asInt());
        assertTrue(show.out().contains("  trace: kept\n"), show.out());
        assertTrue(show.out().endsWith("  3 bytes: 070707\n"), show.out());
    }

    private static JsonNode letter(Run list, String id) throws Exception {
        assertEquals(0, list.exitCode(), list.err());
        for (JsonNode letter : new ObjectMapper().readTree(list.out()).get("letters")) {
            if (letter.get("id").asText().equals(id)) {
                return letter;
            }
        }
        throw new AssertionError(list.out());
    }

    @Test
    void shouldSendALetterBackOnceAndTellTheAudit() throws Exception {
        // Given
        String id = deadLetter("acme/back", "drafts.prompts", 3);

        // When
        Run first = dlq("redrive", id, "--by", "ann", "--reason", "fixed");
        Run second = dlq("redrive", id, "--by", "bob");

        // Then
        assertEquals(new Run(0, id + " redriven.\n1 dead letters redriven.\n", ""), first);
        assertEquals(1, second.exitCode());
        assertTrue(second.err().startsWith("draftgate dlq redrive: " + id + " was redriven by ann at "), second.err());
        List<ConsumerRecord<byte[], byte[]>> back = records(TOPICS.prompts(), "acme/back");
        assertEquals(1, back.size());
        assertEquals(3, back.get(0).partition());
        assertArrayEquals(UNREADABLE, back.get(0).value());
        assertArrayEquals(
                utf8("kept"), back.get(0).headers().lastHeader("trace").value());
        assertArrayEquals(
                utf8(id),
                back.get(0).headers().lastHeader("draftgate-redriven-from").value());
        assertNull(back.get(0).headers().lastHeader("__streams.errors.exception"));
        List<AuditEvent> audited = audited("acme/back");
        assertEquals(1, audited.size());
        assertEquals(AuditStep.DEAD_LETTER_REDRIVEN, audited.get(0).getStep());
        assertEquals("redriven by ann: fixed", audited.get(0).getSummary());
        assertEquals(
                "redriven",
                letter(dlq("list", "--settled", "--json"), id).get("settlement").asText());
    }

    @Test
    void shouldDropALetterAndTellTheAudit() throws Exception {
        // Given
        String id = deadLetter("acme/given-up", "drafts.prompts", 0);

        // When
        Run drop = dlq("drop", id, "--by", "ann", "--json");

        // Then
        assertEquals(1, new ObjectMapper().readTree(drop.out()).get("settled").asInt());
        assertEquals(List.of(), records(TOPICS.prompts(), "acme/given-up"));
        assertEquals(
                AuditStep.DEAD_LETTER_DROPPED, audited("acme/given-up").get(0).getStep());
    }

    @Test
    void shouldNotSendALetterToATopicThatIsNotOfThePipeline() throws Exception {
        // Given
        String id = deadLetter("acme/stranger", "payroll", 0);

        // When
        Run run = dlq("redrive", id, "--by", "ann");

        // Then
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("does not tell which topic of this pipeline it came from"), run.err());
        assertEquals(List.of(), audited("acme/stranger"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "redrive --by ann | draftgate dlq redrive: no dead letter is named. Name letters, or --all.",
                "drop x --all --by ann | draftgate dlq drop: --all and single letters were named. Name letters, or --all.",
                "show x | draftgate dlq show: 'x' is no id of a dead letter, expected e.g. generator.dlq-0@17. See 'draftgate dlq list'.",
            })
    void shouldAnswerAWrongCommandLineWithOneLine(String arguments, String expected) {
        assertEquals(new Run(2, "", expected + "\n"), dlq(arguments.split(" ")));
    }
}
