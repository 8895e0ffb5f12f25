package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.cli.pipeline.TemporaryFolder;
import io.draftgate.cli.replay.StoryReplay;
import io.draftgate.detection.Detector;
import io.draftgate.detection.policy.Policy;
import io.draftgate.detector.DetectorService;
import io.draftgate.detector.DetectorSettings;
import io.draftgate.detector.Publisher;
import io.draftgate.detector.ReleaseControl;
import io.draftgate.erasure.FileKeystore;
import io.draftgate.generator.DrillSwitches;
import io.draftgate.generator.GeneratorService;
import io.draftgate.generator.GeneratorService.Surroundings;
import io.draftgate.generator.GeneratorSettings;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Tasks;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.DatabaseAddress;
import io.draftgate.index.DraftKey;
import io.draftgate.index.Story;
import io.draftgate.release.gate.ReleasePolicy;
import io.draftgate.release.gate.ReviewerKeys;
import io.draftgate.release.gate.SigningKey;
import io.draftgate.release.gate.VerifyingKeys;
import io.draftgate.review.Proofs;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.TopicAdministration;
import io.draftgate.streams.sealing.Sealing;
import io.draftgate.streams.tracing.Tracing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A release from its first draft to its report, then an erasure, on a pipeline that runs on a real broker. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReleaseCommandsTest {
    private static final TopicCatalogue TOPICS = TopicCatalogue.standard();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DRAFTS = 8;
    private static final int SAMPLE = 5;
    private static final int AGAIN = 4;
    private static final int ALL = 2 * DRAFTS + 2 * AGAIN;
    /** Admitted, generated, screened; sample, inspections, recall, card and opening of the gate. */
    private static final int AUDIT_RECORDS = 3 * ALL + SAMPLE + 4;

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static Gpt2 model;
    private static Detector detector;
    private static GeneratorService generator;
    private static Process firstDetection;
    private static Optional<DetectorService> detection = Optional.empty();
    private static Path policy;
    private static Path key;
    private static Path reviewerKey;
    private static Path keystore;
    private static String text;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("kafka"));
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (TopicAdministration administration = new TopicAdministration(client)) {
            administration.create(TOPICS);
        }
        policy = Files.writeString(folder.resolve("release.yaml"), """
                version: "staged"
                default: automatic
                rules:
                  - id: stories
                    model: storybook-7m
                    mode: automatic
                    evidence:
                      sampling: {aql: 0.05, ltpd: 0.5, alpha: 0.3, beta: 0.2}
                      detector: {recall: 0.3, falsePositiveRate: 0.01}
                      modelCard: true
                """);
        key = folder.resolve("release.key");
        assertEquals(0, Run.of("release", "key", key.toString()).exitCode());
        reviewerKey = folder.resolve("bob.key");
        assertEquals(0, Run.of("release", "key", reviewerKey.toString()).exitCode());
        keystore = folder.resolve("keys");
        Sealing sealing = Sealing.with(FileKeystore.open(keystore));
        model = Gpt2.bundled();
        detector = Detector.bundled();
        generator = new GeneratorService(
                GeneratorSettings.of(client, TOPICS.guardedBy(sealing.guard()), folder.resolve("state")),
                model,
                Tasks.bundled(),
                Policy.bundled(),
                () -> {},
                Surroundings.of(sealing, Tracing.none(), DrillSwitches.NONE));
        firstDetection = detectionProcess();
        generator.start();
        generator.running().get(60, TimeUnit.SECONDS);
    }

    private static Process detectionProcess() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                Draftgate.class.getName(),
                "run",
                "detector",
                "--bootstrap",
                broker.bootstrapServers(),
                "--state-dir",
                folder.resolve("detector").toString(),
                "--keystore",
                keystore.toString(),
                "--release-policy",
                policy.toString(),
                "--release-key",
                SigningKey.publicFile(key).toString(),
                "--reviewer-key",
                "bob=" + SigningKey.publicFile(reviewerKey),
                "--publisher",
                "Example Press");
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("detector.log").toFile())
                .start();
    }

    private static DetectorService detection() throws IOException {
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        Sealing sealing = Sealing.with(FileKeystore.open(keystore));
        return new DetectorService(
                DetectorSettings.of(client, TOPICS.guardedBy(sealing.guard()), folder.resolve("detector")),
                detector,
                Policy.bundled(),
                new ReleaseControl(
                        ReleasePolicy.read(policy),
                        VerifyingKeys.read(List.of(SigningKey.publicFile(key))),
                        ReviewerKeys.read(Map.of("bob", SigningKey.publicFile(reviewerKey)))),
                new Publisher("Example Press", "1.0"),
                sealing);
    }

    @AfterAll
    static void stop() {
        firstDetection.destroyForcibly();
        generator.close();
        detection.ifPresent(DetectorService::close);
        broker.close();
        detector.close();
        model.close();
    }

    /** Against the broker, with the keys. */
    private static Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap", broker.bootstrapServers(), "--keystore", keystore.toString()));
        return Run.of(all.toArray(String[]::new));
    }

    private static JsonNode json(Run run) throws IOException {
        assertTrue(run.exitCode() == 0 || run.exitCode() == 3, run.err());
        return JSON.readTree(run.out());
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(folder.resolve(file)).stream();
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    private static String[] with(String[] arguments, String... more) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String[] signed(String... arguments) {
        return with(arguments, "--key", key.toString());
    }

    private static Run inspect(String item, String reviewer) {
        return run(
                "release",
                "inspect",
                "stories",
                item,
                "--finding",
                "conforming",
                "--reviewer",
                reviewer,
                "--key",
                reviewerKey.toString());
    }

    private static Path prompts(String batch, int count) throws IOException {
        return Files.writeString(
                folder.resolve(batch + ".jsonl"),
                IntStream.range(0, count)
                                .mapToObj(i -> "{\"id\":\"" + batch + i
                                        + "\",\"requestedBy\":\"ann\",\"prompt\":\"Once upon a time"
                                        + " there was\",\"maxTokens\":120,\"topK\":40,\"temperature\":0.7}")
                                .collect(Collectors.joining("\n"))
                        + "\n");
    }

    /** Drafts a batch and returns the routes, one a line. */
    private static List<String> draft(String batch, int count) throws IOException {
        Path prompts = prompts(batch, count);
        Path output = folder.resolve(batch + ".out");
        Run run = run(
                "batch",
                prompts.toString(),
                "--output",
                output.toString(),
                "--manifests",
                folder.resolve("manifests").toString());
        assertEquals(0, run.exitCode(), run.err());
        List<String> routes = new ArrayList<>();
        for (String line : Files.readAllLines(output)) {
            JsonNode draft = JSON.readTree(line).get("drafts").get(0);
            routes.add(draft.get("route").asText());
            text = draft.get("text").asText();
        }
        return routes;
    }

    /** Waits until the log says so. */
    private static JsonNode awaitGate(String pointer, String value) throws IOException {
        JsonNode shown = json(run("release", "gate", "show", "stories", "--json"));
        while (!shown.at(pointer).asText().equals(value)) {
            shown = json(run("release", "gate", "show", "stories", "--json"));
        }
        return shown;
    }

    @Test
    @Order(1)
    void shouldHoldEveryDraftForReviewBeforeTheGateIsOpened() throws Exception {
        List<String> routes = draft("held", DRAFTS);

        assertFalse(routes.contains("published"), () -> routes.toString());
    }

    @Test
    @Order(2)
    void shouldNotOpenAGateWithoutEvidence() throws Exception {
        Run run = run(signed(
                "release",
                "gate",
                "open",
                "stories",
                "--release-policy",
                policy.toString(),
                "--reason",
                "now",
                "--json"));

        assertEquals(3, run.exitCode(), run.err());
        assertEquals(3, json(run).get("objections").size(), run.out());
    }

    @Test
    @Order(3)
    void shouldOpenAGateOnSampleFiguresAndCard() throws Exception {
        // Given
        JsonNode sample = json(run(signed(
                "release",
                "sample",
                "stories",
                "--size",
                "" + SAMPLE,
                "--release-policy",
                policy.toString(),
                "--json")));
        awaitGate("/sampled", "" + SAMPLE);
        for (JsonNode item : sample.get("items")) {
            assertEquals(0, inspect(item.asText(), "bob").exitCode());
        }
        assertEquals(1, inspect(sample.get("items").get(0).asText(), "ann").exitCode(), "nobody inspects their own");
        run(signed("release", "evidence", "stories", "--card", "--recall", "--release-policy", policy.toString()));
        awaitGate("/inspected", "" + SAMPLE);
        awaitGate("/modelCards/0", model.digest());

        // When
        Run run = run(signed(
                "release", "gate", "open", "stories", "--release-policy", policy.toString(), "--reason", "accepted"));

        // Then
        assertEquals(0, run.exitCode(), run.out() + run.err());
        awaitGate("/open", "true");
        assertTrue(draft("free", DRAFTS).contains("published"));
    }

    @Test
    @Order(4)
    void shouldKeepAGateOpenWhenTheDetectorIsKilledAtWorkAndLosesEverythingItKept() throws Exception {
        // Given
        Path unfinished = prompts("unfinished", AGAIN);
        assertEquals(0, run("submit", unfinished.toString()).exitCode());
        firstDetection.destroyForcibly().waitFor();
        try (TemporaryFolder lost = new TemporaryFolder(folder.resolve("detector"))) {
            assertTrue(Files.isDirectory(lost.path()));
        }

        // When
        DetectorService second = detection();
        detection = Optional.of(second);
        second.start();
        second.running().get(60, TimeUnit.SECONDS);

        // Then
        assertTrue(draft("again", AGAIN).contains("published"));
        assertTrue(json(run("release", "gate", "show", "stories", "--json"))
                .get("open")
                .asBoolean());
        assertEquals(AUDIT_RECORDS, awaitAuditRecords(), "nothing is lost and nothing done twice");
    }

    private static int awaitAuditRecords() throws IOException {
        int records = 0;
        while (records < AUDIT_RECORDS) {
            records = json(Run.of("audit", "verify", "--bootstrap", broker.bootstrapServers(), "--json"))
                    .get("auditRecords")
                    .asInt();
        }
        return records;
    }

    @Test
    @Order(5)
    void shouldKnowItsOwnText() throws Exception {
        JsonNode exact = json(run("audit", "check", text, "--json"));
        JsonNode near = json(run("audit", "check", text.replaceFirst("\\w+", "Somebody"), "--json"));
        JsonNode other = json(run(
                "audit",
                "check",
                "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness",
                "--json"));

        assertEquals("exact", exact.get("answer").asText());
        assertEquals("near-duplicate", near.get("answer").asText());
        assertEquals("none", other.get("answer").asText());
        assertEquals(ALL, exact.get("draftsCompared").asInt());
    }

    @Test
    @Order(6)
    void shouldWriteAManifestOfAPublishedDraft() throws Exception {
        List<JsonNode> published = Stream.of("free.out", "again.out")
                .flatMap(ReleaseCommandsTest::lines)
                .map(ReleaseCommandsTest::tree)
                .filter(line -> line.at("/drafts/0/route").asText().equals("published"))
                .toList();
        String id = published.get(0).get("id").asText();
        String contentId = published.get(0).at("/drafts/0/contentId").asText();
        Path sidecar = folder.resolve("manifests").resolve(contentId.replace("urn:uuid:", "") + ".manifest.json");

        JsonNode manifest = json(run("provenance", "manifest", id));

        assertEquals(
                "c2pa.actions", manifest.get("assertions").get(0).get("label").asText());
        assertEquals("Example Press", manifest.at("/assertions/2/data/provider").asText());
        assertTrue(manifest.at("/assertions/4/data/index").isNumber());
        assertEquals(contentId, manifest.get("instance_id").asText());
        assertEquals(manifest, tree(Files.readString(sidecar)), "the one beside the output of the batch");
        try (var files = Files.list(folder.resolve("manifests"))) {
            assertEquals(published.size(), files.count(), "one each");
        }
    }

    @Test
    @Order(7)
    void shouldChangeNothingWithTheOldPolicyAndNameWhatANewOneChanges() throws Exception {
        Path old = folder.resolve("old.yaml");
        try (var in = Policy.class.getResourceAsStream("policy.yaml")) {
            Files.write(old, in.readAllBytes());
        }
        Path strict = Files.writeString(folder.resolve("strict.yaml"), """
                version: "strict"
                rules: [{id: all, category: c, action: block, applies: [drafts], patterns: ['[a-z]']}]
                """);
        Path closed = Files.writeString(folder.resolve("closed.yaml"), "version: \"2\"\ndefault: closed\nrules: []\n");

        JsonNode same = json(run("policy", "backtest", "--policy", old.toString(), "--json"));
        JsonNode sameGates = json(run("policy", "backtest", "--release-policy", policy.toString(), "--json"));
        JsonNode all = json(run("policy", "backtest", "--policy", strict.toString(), "--json"));
        JsonNode none = json(run("policy", "backtest", "--release-policy", closed.toString(), "--json"));

        assertEquals(ALL, same.get("draftsRedecided").asInt());
        assertEquals(0, same.get("changed").asInt(), () -> same.toString());
        assertEquals(0, sameGates.get("changed").asInt(), () -> sameGates.toString());
        assertEquals(ALL, all.get("changed").asInt());
        assertTrue(none.get("changed").asInt() > DRAFTS, () -> none.toString());
    }

    @Test
    @Order(8)
    void shouldWriteAReportThatAsksTheNetworkForNothing() throws Exception {
        Path report = folder.resolve("report.html");

        Run run = run(
                "audit",
                "report",
                "--release",
                "stories",
                "--output",
                report.toString(),
                "--release-policy",
                policy.toString(),
                "--json");

        assertEquals(0, run.exitCode(), run.err());
        assertTrue(json(run).get("sampleRedrawn").asBoolean());
        assertTrue(json(run).get("recallsRecounted").asBoolean(), run.out());
        String html = Files.readString(report);
        assertFalse(html.matches("(?s).*(src=|href=|@import|url\\().*"), "nothing from outside");
        assertTrue(html.contains("Krippendorff")
                && html.contains("<polyline")
                && html.contains("Model card: storybook-7m"));
    }

    @Test
    @Order(9)
    void shouldReplayADraftOfTheConsole() throws Exception {
        String database = folder.resolve("audit.db").toString();
        assertEquals(0, run("audit", "search", "--database", database).exitCode());
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (AuditIndex index = AuditIndex.open(DatabaseAddress.of(database));
                StoryReplay replay = new StoryReplay(TOPICS, client, Sealing.with(FileKeystore.open(keystore)), model);
                StoryReplay without = new StoryReplay(TOPICS, client, Sealing.none(), model)) {
            Story story = index.story(new DraftKey("default", "free0", 0)).orElseThrow();

            Proofs.Proof proof = replay.replay(story).get(60, TimeUnit.SECONDS);

            assertEquals(Proofs.Status.HOLDS, proof.status(), proof.explanation());
            assertTrue(proof.explanation().matches("Accepted\\. \\d+ tokens: \\d+ exact.*"), proof.explanation());
            Proofs.Proof locked = without.replay(story).get(60, TimeUnit.SECONDS);
            assertEquals(Proofs.Status.OPEN, locked.status());
            assertTrue(locked.explanation().startsWith("Inconclusive. Sealed with a key"), locked.explanation());
        }
    }

    @Test
    @Order(10)
    void shouldLeaveNothingOfAnEncryptedPromptInTheOpenInAnyTopic() throws Exception {
        // Given
        String word = "Rumpelstiltskin";
        Path prompts = Files.writeString(
                folder.resolve("encrypted.jsonl"),
                "{\"id\":\"sealed\",\"requestedBy\":\"ann\",\"prompt\":\"" + word
                        + " said to the miller\",\"maxTokens\":5,"
                        + "\"note\":\"" + word + "\"}\n{\"id\":\"refused\",\"prompt\":\"" + word
                        + "\",\"temperature\":-1,\"note\":\"" + word + "\"}\n");

        // When
        Run submit = run("submit", prompts.toString(), "--encrypt");
        assertEquals(0, submit.exitCode(), submit.err());
        run("watch", "--from-beginning", "--max", "" + (ALL + 2), "--jsonl");

        // Then
        List<String> found = topicsHolding(word);
        assertEquals(List.of(), found);
    }

    private static List<String> topicsHolding(String word) {
        List<String> holding = new ArrayList<>();
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    String text = new String(
                            record.value() == null ? new byte[0] : record.value(), StandardCharsets.ISO_8859_1);
                    if (text.contains(word)) {
                        holding.add(record.topic());
                    }
                }
            }
        }
        return holding;
    }

    @Test
    @Order(11)
    void shouldEraseAnAuthorAndLeaveTheChainIntact() throws Exception {
        // When
        Run erase = run("audit", "erase", "--author", "ann", "--json");

        // Then
        JsonNode document = json(erase);
        assertEquals(0, erase.exitCode(), erase.out() + erase.err());
        assertEquals(1, document.get("keysDestroyed").asInt(), erase.out());
        assertTrue(document.get("lastCopyGoneAt").isTextual(), erase.out());
        assertTrue(document.get("auditVerified").asBoolean());
        JsonNode check = json(run("audit", "check", text, "--json"));
        assertEquals("none", check.get("answer").asText());
        assertTrue(check.get("erasedEvents").asInt() > 4 * DRAFTS, () -> check.toString());
        assertTrue(check.get("auditVerified").asBoolean());
        JsonNode replayed = json(run("audit", "replay", "--id", "free0", "--json"));
        assertEquals(1, replayed.get("erased").asInt(), () -> replayed.toString());
    }
}
