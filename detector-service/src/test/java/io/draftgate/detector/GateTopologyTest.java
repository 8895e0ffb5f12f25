package io.draftgate.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.Detector;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.release.gate.ReleasePolicy;
import io.draftgate.release.gate.ReviewerKeys;
import io.draftgate.release.gate.SigningKey;
import io.draftgate.release.gate.Statement;
import io.draftgate.release.gate.Statement.Finding;
import io.draftgate.release.gate.VerifyingKeys;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.GateAction;
import io.draftgate.schemas.event.GateFiled;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Ruling;
import io.draftgate.streams.sealing.Sealing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drafts before a gate that has to be opened. */
class GateTopologyTest {
    private static final TopicCatalogue TOPICS = DetectorFixture.TOPICS;
    private static final String MODEL = "sha256:model";
    private static final int SAMPLE = 5;
    private static final Map<String, SigningKey> REVIEWERS = new HashMap<>();

    @TempDir
    static Path folder;

    private static Detector detector;
    private static String recognised;
    private static ReleaseControl release;
    private static SigningKey key;
    private static SigningKey stranger;
    private TopologyTestDriver driver;
    private TestOutputTopic<String, DraftScreened> published;
    private TestOutputTopic<String, DraftScreened> review;
    private TestOutputTopic<String, DraftScreened> blocked;
    private TestOutputTopic<String, AuditEvent> audit;

    @BeforeAll
    static void prepare() throws IOException {
        detector = Detector.bundled();
        try (Gpt2 model = Gpt2.bundled()) {
            recognised = StorybookCompletion.write(model).text();
        }
        SigningKey.generate(folder.resolve("release.key"));
        SigningKey.generate(folder.resolve("stranger.key"));
        for (String reviewer : List.of("bob", "cid")) {
            SigningKey.generate(folder.resolve(reviewer + ".key"));
            REVIEWERS.put(reviewer, SigningKey.read(folder.resolve(reviewer + ".key")));
        }
        key = SigningKey.read(folder.resolve("release.key"));
        stranger = SigningKey.read(folder.resolve("stranger.key"));
        Path policy = folder.resolve("release.yaml");
        Files.writeString(policy, """
                version: "staged"
                default: closed
                rules:
                  - id: stories
                    task: story
                    mode: automatic
                    evidence:
                      sampling: {aql: 0.05, ltpd: 0.5, alpha: 0.3, beta: 0.2}
                      detector: {recall: 0.8, falsePositiveRate: 0.01}
                      modelCard: true
                """);
        release = new ReleaseControl(
                ReleasePolicy.read(policy),
                VerifyingKeys.read(List.of(SigningKey.publicFile(folder.resolve("release.key")))),
                ReviewerKeys.read(Map.of(
                        "bob",
                        SigningKey.publicFile(folder.resolve("bob.key")),
                        "cid",
                        SigningKey.publicFile(folder.resolve("cid.key")))));
    }

    @AfterAll
    static void closeDetector() {
        detector.close();
    }

    @BeforeEach
    void start() {
        driver = DetectorFixture.driver(
                DetectorFixture.topology(detector, release, Publisher.unnamed(), Sealing.none()));
        published = out(TOPICS.published());
        review = out(TOPICS.review());
        blocked = out(TOPICS.blocked());
        audit = out(TOPICS.auditEvents());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private <V> TestOutputTopic<String, V> out(Topic<V> topic) {
        return DetectorFixture.out(driver, topic);
    }

    private void generate(String id, String task) {
        DetectorFixture.in(driver, TOPICS.generations())
                .pipeInput(
                        "default/" + id,
                        DetectorFixture.draft(id)
                                .setTask(task)
                                .setText(recognised)
                                .setModelName("m")
                                .setModelDigest(MODEL)
                                .build());
        audit.readValue();
    }

    /** Files a statement and returns what the log says of it. */
    private AuditStep file(GateAction action, Statement statement, SigningKey signer) {
        String json = statement.toJson();
        DetectorFixture.in(driver, TOPICS.gates())
                .pipeInput(
                        "/stories",
                        GateFiled.newBuilder()
                                .setGate("stories")
                                .setAction(action)
                                .setStatement(json)
                                .setSigner(signer.id())
                                .setSignature(ByteBuffer.wrap(signer.sign(json)))
                                .setFiledAt(Instant.EPOCH)
                                .build());
        return audit.readValue().getStep();
    }

    private static List<String> items() {
        return IntStream.range(0, SAMPLE).mapToObj(i -> "default/p" + i + "/0").toList();
    }

    private AuditStep inspect(int item, Finding finding, String reviewer) {
        return inspect(item, finding, reviewer, REVIEWERS.get(reviewer));
    }

    private AuditStep inspect(int item, Finding finding, String reviewer, SigningKey signer) {
        return file(
                GateAction.INSPECT,
                new Statement.Inspection("stories", "default/p" + item + "/0", finding, reviewer, ""),
                signer);
    }

    private AuditStep open(SigningKey signer) {
        return file(
                GateAction.OPEN,
                new Statement.Opening(
                        "stories",
                        release.policy().rules().get(0).digest(),
                        "staged",
                        List.of(MODEL),
                        detector.digest(),
                        "",
                        "sample accepted"),
                signer);
    }

    private void fileAllEvidence() {
        file(GateAction.SAMPLE, new Statement.Sample("stories", "seed", List.of(), SAMPLE, items()), key);
        IntStream.range(0, SAMPLE).forEach(item -> inspect(item, Finding.CONFORMING, "bob"));
        file(GateAction.EVIDENCE, recall(480), key);
        file(GateAction.EVIDENCE, new Statement.Card("stories", MODEL, "sha256:card"), key);
    }

    private static Statement recall(int recognised) {
        return new Statement.LoggedRecall("stories", detector.digest(), MODEL, 0.01, List.of(), 500, recognised);
    }

    @Test
    void shouldHoldDraftsForReviewWhileTheGateIsNotOpen() {
        generate("p", "story");

        DraftScreened held = review.readValue();
        assertEquals("gate.stories", held.getScreening().getReasons().get(0).getCode());
        assertEquals("staged", held.getScreening().getReleasePolicyVersion());
        assertTrue(published.isEmpty());
    }

    @Test
    void shouldBlockDraftsOfAClosedGate() {
        generate("p", "essay");

        assertEquals(
                "gate", blocked.readValue().getScreening().getReasons().get(0).getCode());
    }

    @Test
    void shouldPublishWithoutAPersonOnceTheGateWasOpened() {
        fileAllEvidence();
        assertEquals(AuditStep.GATE_OPENED, open(key));

        generate("p", "story");

        List<String> codes = published.readValue().getScreening().getReasons().stream()
                .map(reason -> reason.getCode())
                .toList();
        assertEquals(List.of("recognised", "gate.stories"), codes);
    }

    @Test
    void shouldStillLetAPersonPublishWhatAGateHolds() {
        generate("p", "story");

        DetectorFixture.in(driver, TOPICS.decisions())
                .pipeInput(
                        "default/p",
                        ReviewDecided.newBuilder()
                                .setPromptId("p")
                                .setTenant("default")
                                .setCompletionIndex(0)
                                .setRuling(Ruling.APPROVE)
                                .setReviewer("bob")
                                .setDecidedAt(Instant.EPOCH)
                                .build());

        assertEquals("bob", published.readValue().getDecision().getReviewer());
    }

    @Test
    void shouldCloseAGateAgain() {
        fileAllEvidence();
        open(key);
        assertEquals(AuditStep.GATE_CLOSED, file(GateAction.CLOSE, new Statement.Closing("stories", "complaint"), key));

        generate("p", "story");

        assertEquals("p", review.readValue().getDraft().getPromptId());
    }

    @Test
    void shouldRefuseToOpenWithoutEvidence() {
        assertEquals(AuditStep.GATE_REFUSED, open(key));
        generate("p", "story");

        assertTrue(published.isEmpty());
    }

    @Test
    void shouldRefuseAnOpeningThatNobodyBelievedSigned() {
        fileAllEvidence();

        assertEquals(AuditStep.GATE_REFUSED, open(stranger));
    }

    @Test
    void shouldRefuseASecondFindingOfOneReviewerAndADraftThatWasNotDrawn() {
        fileAllEvidence();

        assertEquals(AuditStep.GATE_REFUSED, inspect(0, Finding.DEFECTIVE, "bob"));
        assertEquals(AuditStep.GATE_REFUSED, inspect(SAMPLE, Finding.CONFORMING, "bob"));
        assertEquals(AuditStep.GATE_INSPECTED, inspect(0, Finding.DEFECTIVE, "cid"));
    }

    @Test
    void shouldCountOnlyInspectionsThatTheirReviewerSigned() {
        file(GateAction.SAMPLE, new Statement.Sample("stories", "seed", List.of(), SAMPLE, items()), key);

        assertEquals(AuditStep.GATE_REFUSED, inspect(0, Finding.CONFORMING, "bob", REVIEWERS.get("cid")));
        assertEquals(AuditStep.GATE_REFUSED, inspect(0, Finding.CONFORMING, "bob", key));
        assertEquals(AuditStep.GATE_REFUSED, inspect(0, Finding.CONFORMING, "dan", stranger));
        assertEquals(AuditStep.GATE_INSPECTED, inspect(0, Finding.CONFORMING, "bob"));
    }

    @Test
    void shouldNotOpenByFiguresThatASignerClaims() {
        fileAllEvidence();
        file(GateAction.EVIDENCE, recall(300), key);
        file(GateAction.EVIDENCE, new Statement.DetectorFigures("stories", detector.digest(), 0.9, 0.01, 500), key);

        assertEquals(AuditStep.GATE_REFUSED, open(key));
    }

    @Test
    void shouldForgetWhatWasFoundInAnEarlierSample() {
        fileAllEvidence();
        file(GateAction.SAMPLE, new Statement.Sample("stories", "other", List.of(), SAMPLE, items()), key);

        assertEquals(AuditStep.GATE_REFUSED, open(key));
    }

    @Test
    void shouldNotRunWithGatesThatNobodyMayOpen() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ReleaseControl(release.policy(), VerifyingKeys.none(), ReviewerKeys.none()));
    }
}
