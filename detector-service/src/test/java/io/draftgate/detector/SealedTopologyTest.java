package io.draftgate.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.Detector;
import io.draftgate.erasure.FileKeystore;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Ruling;
import io.draftgate.streams.sealing.OpenedEvent;
import io.draftgate.streams.sealing.Sealing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the detector writes where texts are sealed for those who asked for them. */
class SealedTopologyTest {
    private static final TopicCatalogue TOPICS = DetectorFixture.TOPICS;
    private static final String SECRET = "The goose said nothing.";

    @TempDir
    Path folder;

    private Detector detector;
    private FileKeystore keys;
    private Sealing sealing;
    private TopologyTestDriver driver;
    private TestOutputTopic<String, AuditEvent> audit;

    @BeforeEach
    void start() {
        detector = Detector.bundled();
        keys = FileKeystore.open(folder);
        sealing = Sealing.with(keys);
        driver = DetectorFixture.driver(
                DetectorFixture.topology(detector, ReleaseControl.openForAll(), Publisher.unnamed(), sealing));
        audit = DetectorFixture.out(driver, TOPICS.auditEvents());
        generate();
    }

    @AfterEach
    void stop() {
        driver.close();
        detector.close();
    }

    private void generate() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("note", SECRET.getBytes(StandardCharsets.UTF_8));
        DraftGenerated draft = DetectorFixture.draft("p")
                .setTenant("acme")
                .setText(SECRET)
                .setMetadata(Map.of("note", SECRET))
                .build();
        DetectorFixture.in(driver, TOPICS.generations()).pipeInput(new TestRecord<>("acme/p", draft, headers));
    }

    private void approve() {
        DetectorFixture.in(driver, TOPICS.decisions())
                .pipeInput(
                        "acme/p",
                        ReviewDecided.newBuilder()
                                .setPromptId("p")
                                .setTenant("acme")
                                .setCompletionIndex(0)
                                .setRuling(Ruling.APPROVE)
                                .setReviewer("bob")
                                .setDecidedAt(Instant.EPOCH)
                                .build());
    }

    @Test
    void shouldLeaveNoTextInTheLog() {
        TestRecord<String, AuditEvent> written = audit.readRecord();

        byte[] bytes = EventSerde.of(AuditEvent.class).encode(written.value());
        assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains("goose"));
        assertEquals(null, written.headers().lastHeader("note"));
        AuditEvent opened = assertInstanceOf(OpenedEvent.Whole.class, sealing.open(written.value()))
                .event();
        assertEquals(
                SECRET,
                EventSerde.of(DraftScreened.class)
                        .decode(opened.getPayload())
                        .getDraft()
                        .getText());
    }

    @Test
    void shouldStillPublishWhatAReviewerApproves() {
        approve();

        assertEquals(
                SECRET,
                DetectorFixture.out(driver, TOPICS.published())
                        .readValue()
                        .getDraft()
                        .getText());
    }

    @Test
    void shouldRefuseADecisionAboutADraftThatWasErasedWhileItWaited() {
        audit.readValue();
        keys.destroy(Optional.of("acme"), Optional.of("ann"), Instant.EPOCH);

        approve();

        AuditEvent refused = audit.readValue();
        assertEquals(AuditStep.DECISION_REFUSED, refused.getStep());
        AuditEvent opened =
                assertInstanceOf(OpenedEvent.Whole.class, sealing.open(refused)).event();
        assertTrue(opened.getSummary().startsWith("the draft was erased"), opened.getSummary());
    }
}
