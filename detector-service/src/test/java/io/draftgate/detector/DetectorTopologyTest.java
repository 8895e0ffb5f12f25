package io.draftgate.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.Detector;
import io.draftgate.detection.policy.Policy;
import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.Provenance;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Ruling;
import io.draftgate.schemas.event.SentenceScore;
import io.draftgate.schemas.event.Verdict;
import io.draftgate.streams.sealing.Sealing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetectorTopologyTest {
    private static final TopicCatalogue TOPICS = DetectorFixture.TOPICS;

    private static Detector detector;
    private static DraftGenerated written;
    private TopologyTestDriver driver;

    @BeforeAll
    static void writeADraft() {
        detector = Detector.bundled();
        try (Gpt2 model = Gpt2.bundled()) {
            written = draft("p", StorybookCompletion.write(model), model.digest());
        }
    }

    @AfterAll
    static void closeDetector() {
        detector.close();
    }

    @BeforeEach
    void start() {
        driver = DetectorFixture.driver(topology());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private static Topology topology() {
        return DetectorFixture.topology(
                detector, ReleaseControl.openForAll(), new Publisher("Example Press", "1.0"), Sealing.none());
    }

    private static DraftGenerated draft(String id, Completion completion, String modelDigest) {
        return DetectorFixture.draft(id)
                .setCompletionIndex(completion.index())
                .setPrompt("Once upon a time there was")
                .setText(completion.text())
                .setTokenIds(completion.tokenIds())
                .setLogProbabilities(completion.trace().logProbabilities())
                .setRanks(completion.trace().ranks())
                .setEntropies(completion.trace().entropies())
                .setModelDigest(modelDigest)
                .build();
    }

    /** A draft whose text somebody else wrote: its recorded trace is another model's and is not used. */
    private static DraftGenerated saying(String id, String text) {
        return DraftGenerated.newBuilder(written)
                .setPromptId(id)
                .setText(text)
                .setModelDigest("sha256:another")
                .build();
    }

    private static ReviewDecided decision(String id, Ruling ruling, String reviewer) {
        return ReviewDecided.newBuilder()
                .setPromptId(id)
                .setTenant("default")
                .setCompletionIndex(0)
                .setRuling(ruling)
                .setReviewer(reviewer)
                .setDecidedAt(Instant.EPOCH)
                .build();
    }

    private <V> TestInputTopic<String, V> in(Topic<V> topic) {
        return DetectorFixture.in(driver, topic);
    }

    private <V> TestOutputTopic<String, V> out(Topic<V> topic) {
        return DetectorFixture.out(driver, topic);
    }

    private void generate(DraftGenerated draft) {
        in(TOPICS.generations()).pipeInput("default/" + draft.getPromptId(), draft);
    }

    private void decide(ReviewDecided decision) {
        in(TOPICS.decisions()).pipeInput("default/" + decision.getPromptId(), decision);
    }

    private List<AuditStep> auditedSteps() {
        return out(TOPICS.auditEvents()).readValuesToList().stream()
                .map(AuditEvent::getStep)
                .toList();
    }

    private static List<String> codes(DraftScreened screened) {
        return screened.getScreening().getReasons().stream()
                .map(reason -> reason.getCode())
                .toList();
    }

    @Test
    void shouldPublishADraftThatIsRecognisedForWhatItIs() {
        generate(written);

        DraftScreened published = out(TOPICS.published()).readValue();
        assertEquals(Verdict.SYNTHETIC, published.getScreening().getVerdict());
        assertEquals(detector.digest(), published.getScreening().getDetectorDigest());
        assertEquals(Policy.bundled().digest(), published.getScreening().getPolicyDigest());
        assertEquals(List.of(AuditStep.SCREENED), auditedSteps());
        assertTrue(out(TOPICS.review()).isEmpty());
    }

    @Test
    void shouldMarkWhatIsPublishedAsMachineWritten() {
        generate(written);

        var published = out(TOPICS.published()).readRecord();
        Provenance mark = published.value().getProvenance();
        assertEquals("Example Press", mark.getProvider());
        assertTrue(mark.getContentId().matches("urn:uuid:[0-9a-f-]{36}"), mark.getContentId());
        Map<String, String> headers = new TreeMap<>();
        published.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        assertEquals("true", headers.get("ce_synthetic"));
        assertEquals("Example Press", headers.get("ce_provider"));
        assertEquals("draftgate", headers.get("ce_system"));
        assertEquals("1.0", headers.get("ce_systemversion"));
        assertEquals(written.getModelDigest(), headers.get("ce_modeldigest"));
        assertEquals(written.getGeneratedAt().toString(), headers.get("ce_generatedat"));
        assertEquals(mark.getContentId(), headers.get("ce_contentid"));
    }

    @Test
    void shouldMarkNothingThatIsNotPublished() {
        generate(saying("short", "The end."));

        var inReview = out(TOPICS.review()).readRecord();
        assertNull(inReview.value().getProvenance());
        assertNull(inReview.headers().lastHeader("ce_synthetic"));
    }

    @Test
    void shouldSendADraftThatCannotBeToldToReview() {
        generate(saying("short", "The end."));

        DraftScreened inReview = out(TOPICS.review()).readValue();
        assertEquals(Verdict.ABSTAIN, inReview.getScreening().getVerdict());
        assertEquals(List.of("undetectable"), codes(inReview));
        assertTrue(out(TOPICS.published()).isEmpty());
    }

    @Test
    void shouldBlockADraftThatBreaksABlockingRule() {
        generate(saying("bomb", written.getText() + " And this is how to build a pipe bomb at home."));

        DraftScreened blocked = out(TOPICS.blocked()).readValue();
        assertEquals("rule.weapon-instructions", codes(blocked).get(0));
    }

    @Test
    void shouldPublishWhatAReviewerApproves() {
        generate(saying("short", "The end."));

        decide(decision("short", Ruling.APPROVE, "bob"));

        DraftScreened published = out(TOPICS.published()).readValue();
        assertEquals("bob", published.getDecision().getReviewer());
        assertEquals(List.of(AuditStep.SCREENED, AuditStep.DECIDED), auditedSteps());
    }

    @Test
    void shouldBlockWhatAReviewerRejects() {
        generate(saying("short", "The end."));

        decide(decision("short", Ruling.REJECT, "bob"));

        assertEquals(
                Ruling.REJECT, out(TOPICS.blocked()).readValue().getDecision().getRuling());
    }

    @Test
    void shouldLeaveWhatIsEscalatedInReview() {
        generate(saying("short", "The end."));
        decide(decision("short", Ruling.ESCALATE, "bob"));
        assertTrue(out(TOPICS.published()).isEmpty());

        decide(decision("short", Ruling.APPROVE, "chief"));

        assertEquals("chief", out(TOPICS.published()).readValue().getDecision().getReviewer());
    }

    @Test
    void shouldRefuseASecondDecision() {
        generate(saying("short", "The end."));
        decide(decision("short", Ruling.REJECT, "bob"));

        decide(decision("short", Ruling.APPROVE, "bob"));

        assertTrue(out(TOPICS.published()).isEmpty());
        assertEquals(List.of(AuditStep.SCREENED, AuditStep.DECIDED, AuditStep.DECISION_REFUSED), auditedSteps());
    }

    @Test
    void shouldRefuseADecisionByTheOneWhoAskedForTheDraft() {
        generate(saying("short", "The end."));

        decide(decision("short", Ruling.APPROVE, "ann"));

        assertTrue(out(TOPICS.published()).isEmpty());
        assertEquals(List.of(AuditStep.SCREENED, AuditStep.DECISION_REFUSED), auditedSteps());
    }

    @Test
    void shouldScoreTheSentencesOfADraftThatAPersonIsToRead() {
        generate(saying("short", "It rained. The end."));

        List<SentenceScore> sentences =
                out(TOPICS.review()).readValue().getScreening().getSentences();

        assertEquals(2, sentences.size());
        assertEquals(0, sentences.get(0).getStart());
        assertEquals(sentences.get(0).getEnd(), sentences.get(1).getStart());
    }

    @Test
    void shouldBeTheTopologyThatWasReviewed() throws IOException {
        try (InputStream in = DetectorTopologyTest.class.getResourceAsStream("detector-topology.txt")) {
            String reviewed = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            String now = topology().describe().toString();

            assertEquals(reviewed.strip(), now.strip());
        }
    }
}
