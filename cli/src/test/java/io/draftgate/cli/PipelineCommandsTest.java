package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.detection.Detector;
import io.draftgate.detection.policy.Policy;
import io.draftgate.detector.DetectorService;
import io.draftgate.detector.DetectorSettings;
import io.draftgate.generator.GeneratorService;
import io.draftgate.generator.GeneratorSettings;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Tasks;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditRecord;
import io.draftgate.schemas.event.DocumentReceived;
import io.draftgate.schemas.event.DocumentScreened;
import io.draftgate.streams.TopicAdministration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a pipeline that runs on a real broker. The last test breaks its audit chain. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineCommandsTest {
    private static final TopicCatalogue TOPICS = TopicCatalogue.standard();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static Gpt2 model;
    private static Detector detector;
    private static GeneratorService generator;
    private static DetectorService detection;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("kafka"));
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (TopicAdministration administration = new TopicAdministration(client)) {
            administration.create(TOPICS);
        }
        model = Gpt2.bundled();
        detector = Detector.bundled();
        generator = new GeneratorService(
                GeneratorSettings.of(client, TOPICS, folder.resolve("state")),
                model,
                Tasks.bundled(),
                Policy.bundled(),
                () -> {});
        detection = new DetectorService(
                DetectorSettings.of(client, TOPICS, folder.resolve("state")), detector, Policy.bundled());
        generator.start();
        detection.start();
        CompletableFuture.allOf(generator.running(), detection.running()).get(60, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() {
        generator.close();
        detection.close();
        broker.close();
        detector.close();
        model.close();
    }

    private static Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap", broker.bootstrapServers()));
        return Run.of(all.toArray(String[]::new));
    }

    private static Path prompts(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private static List<JsonNode> jsonLines(String text) {
        return text.lines()
                .map(line -> {
                    try {
                        return JSON.readTree(line);
                    } catch (IOException e) {
                        throw new AssertionError(line, e);
                    }
                })
                .toList();
    }

    @Test
    @Order(1)
    void shouldSubmitAndShowWhatBecomesOfIt() throws Exception {
        Path file = prompts(
                "submitted.jsonl",
                "{\"id\":\"short\",\"prompt\":\"Once upon a time\",\"maxTokens\":4,\"requestedBy\":\"ann\"}",
                "{\"id\":\"hot\",\"prompt\":\"Once upon a time\",\"temperature\":-1}",
                "{\"id\":\"broken\"");

        Run submit = run("submit", file.toString(), "--json");
        Run watch = run("watch", "--from-beginning", "--max", "2", "--jsonl");

        assertEquals(0, submit.exitCode());
        assertEquals(2, JSON.readTree(submit.out()).get("submitted").asInt());
        assertTrue(submit.err().contains("submitted.jsonl:3:"), submit.err());
        Map<String, JsonNode> events = new TreeMap<>();
        jsonLines(watch.out()).forEach(event -> events.put(event.get("id").asText(), event));
        assertEquals("rejected", events.get("hot").get("event").asText());
        assertEquals("temperature", events.get("hot").get("field").asText());
        assertEquals("review", events.get("short").get("draft").get("route").asText());
    }

    @Test
    @Order(2)
    void shouldPublishADraftThatAReviewerApproves() throws Exception {
        Run review = run("review", "approve", "short", "--reviewer", "bob", "--reason", "fine");
        Run watch = run("watch", "--from-beginning", "--max", "3", "--jsonl");

        assertEquals(new Run(0, "Decision about default/short submitted: APPROVE.\n", ""), review);
        assertTrue(
                jsonLines(watch.out()).stream()
                        .anyMatch(event ->
                                event.path("draft").path("route").asText().equals("published")),
                watch.out());
    }

    @Test
    @Order(3)
    void shouldWriteOneLineAPromptAndGoOnAfterAnInterruption() throws Exception {
        int count = 30;
        Path file = prompts(
                "batch.jsonl",
                IntStream.range(0, count)
                        .mapToObj(i -> "{\"id\":\"b" + i + "\",\"prompt\":\"Once upon a time\",\"maxTokens\":40}")
                        .toArray(String[]::new));
        Path output = folder.resolve("drafts.jsonl");
        interruptAfterTheFirstLine(file, output);
        assertTrue(Files.readAllLines(output).size() < count, "interrupted before the end");

        Run second = run("batch", file.toString(), "--output", output.toString(), "--json");

        assertEquals(0, second.exitCode(), second.err());
        assertEquals(count, JSON.readTree(second.out()).get("generated").asInt());
        Set<Integer> lines = new TreeSet<>();
        List<JsonNode> outcomes = jsonLines(Files.readString(output));
        outcomes.forEach(outcome -> lines.add(outcome.get("line").asInt()));
        assertEquals(count, outcomes.size(), "nothing twice");
        assertEquals(count, lines.size(), "nothing left out");
        assertTrue(Files.notExists(folder.resolve("drafts.jsonl.batch")), "nothing left behind");
    }

    private static void interruptAfterTheFirstLine(Path file, Path output) throws Exception {
        CompletableFuture<Run> first = new CompletableFuture<>();
        Thread worker = new Thread(() -> first.complete(run("batch", file.toString(), "--output", output.toString())));
        worker.start();
        while (Files.notExists(output) || Files.size(output) == 0) {
            Thread.onSpinWait();
        }
        worker.interrupt();
        assertEquals(130, first.get(60, TimeUnit.SECONDS).exitCode());
    }

    @Test
    @Order(4)
    void shouldNotOverwriteAnOutput() throws Exception {
        Path output = Files.writeString(folder.resolve("precious.jsonl"), "mine\n");

        Run batch = run("batch", prompts("p.jsonl", "{}").toString(), "--output", output.toString());

        assertEquals(2, batch.exitCode());
        assertEquals("mine\n", Files.readString(output));
    }

    @Test
    @Order(5)
    void shouldRequestACancellation() {
        Run cancel = run("cancel", "nobody", "--by", "ann");

        assertEquals(new Run(0, "Cancellation of default/nobody requested.\n", ""), cancel);
    }

    @Test
    @Order(6)
    void shouldFindTheAuditChainIntact() throws Exception {
        Run verify = run("audit", "verify", "--json");

        assertEquals(0, verify.exitCode());
        JsonNode document = JSON.readTree(verify.out());
        assertTrue(document.get("auditVerified").asBoolean());
        assertTrue(document.get("auditRecords").asInt() > 60, verify.out());
    }

    @Test
    @Order(7)
    void shouldTurnDraftsAndDecisionsIntoRowsToLearnFrom() throws Exception {
        // Given
        Path rows = folder.resolve("drafts-rows.jsonl");

        // When
        Run collect = run("detector", "collect", "--from-topic", "--output", rows.toString(), "--json");

        // Then: every draft of this pipeline, once
        assertEquals(0, collect.exitCode(), collect.err());
        assertEquals(31, JSON.readTree(collect.out()).get("machine").asInt());
        List<JsonNode> written = jsonLines(Files.readString(rows));
        assertEquals(31, written.size());
        assertTrue(
                written.stream()
                        .allMatch(row -> row.get("label").asText().equals("machine")
                                && row.get("generator").asText().equals("storybook-7m")),
                collect.out());
    }

    @Test
    @Order(8)
    void shouldScreenDocumentsFromOutside() {
        // Given
        Set<String> ids = new TreeSet<>();
        try (KafkaProducer<String, DocumentReceived> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                EventSerde.of(DocumentReceived.class))) {
            for (int i = 0; i < 20; i++) {
                String id = "document-" + i;
                DocumentReceived document = DocumentReceived.newBuilder()
                        .setId(id)
                        .setText("The ferry leaves at seven, and the captain never waits for anybody. ".repeat(5) + i)
                        .build();
                producer.send(new ProducerRecord<>(TOPICS.documents().name(), "default/" + id, document));
                ids.add(id);
            }
        }

        // When
        List<String> screened = new ArrayList<>();
        try (KafkaConsumer<String, DocumentScreened> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "group.id", "reader",
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                EventSerde.of(DocumentScreened.class))) {
            consumer.subscribe(List.of(TOPICS.documentsScreened().name()));
            while (screened.size() < ids.size()) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> screened.add(record.value().getId()));
            }
        }

        // Then: each once
        assertEquals(ids.size(), screened.size());
        assertEquals(ids, new TreeSet<>(screened));
    }

    @Test
    @Order(9)
    void shouldNameTheRecordThatWasAddedToTheAuditChain() {
        AuditRecord forged = AuditRecord.newBuilder()
                .setIndex(0)
                .setPreviousDigest(ByteBuffer.wrap(new byte[32]))
                .setEvent(ByteBuffer.wrap(new byte[] {1}))
                .setDigest(ByteBuffer.wrap(new byte[32]))
                .build();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    TOPICS.auditRecords().name(),
                    0,
                    "default/x",
                    EventSerde.of(AuditRecord.class).encode(forged)));
        }

        Run verify = run("audit", "verify");

        assertEquals(3, verify.exitCode());
        assertTrue(verify.out().startsWith("audit.records-0@"), verify.out());
        assertTrue(verify.out().endsWith("the chain is broken.\n"), verify.out());
    }
}
