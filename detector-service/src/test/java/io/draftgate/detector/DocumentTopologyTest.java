package io.draftgate.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.bridge.Dispatcher;
import io.draftgate.bridge.ReportLog;
import io.draftgate.detection.Detector;
import io.draftgate.detection.policy.Policy;
import io.draftgate.erasure.FileKeystore;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DocumentReceived;
import io.draftgate.schemas.event.DocumentScreened;
import io.draftgate.schemas.event.ReportKind;
import io.draftgate.schemas.event.Verdict;
import io.draftgate.schemas.event.WorkReported;
import io.draftgate.streams.sealing.Sealing;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTopologyTest {
    private static final TopicCatalogue TOPICS = DetectorFixture.TOPICS;

    private static Detector detector;
    private static String machineText;
    private final BlockingQueue<WorkReported> reports = new LinkedBlockingQueue<>();
    private DocumentEngine engine;
    private TopologyTestDriver driver;

    @BeforeAll
    static void writeADraft() {
        detector = Detector.bundled();
        try (Gpt2 model = Gpt2.bundled()) {
            machineText = StorybookCompletion.write(model).text();
        }
    }

    @AfterAll
    static void closeDetector() {
        detector.close();
    }

    @BeforeEach
    void start() {
        start(Sealing.none());
    }

    private void start(Sealing sealing) {
        TextScreening screening = new TextScreening(detector, Policy.bundled());
        engine = new DocumentEngine(screening, new InFlightDocuments(sealing), InstantSource.system());
        ReportLog log = (partition, report, confirmation) -> {
            reports.add(report.get());
            confirmation.written(true);
        };
        driver = DetectorFixture.driver(DetectorFixture.topology(
                screening, ReleaseControl.openForAll(), Publisher.unnamed(), sealing, new Dispatcher(engine, log)));
    }

    @AfterEach
    void stop() {
        driver.close();
        engine.close();
    }

    private void receive(String id, String text) {
        DocumentReceived document = DocumentReceived.newBuilder()
                .setId(id)
                .setText(text)
                .setMetadata(Map.of("desk", "north"))
                .build();
        DetectorFixture.in(driver, TOPICS.documents()).pipeInput("default/" + id, document);
    }

    /** Lets the task read what is reported until so many documents have ended. */
    private List<DocumentScreened> verdicts(int count) throws InterruptedException {
        int ended = 0;
        while (ended < count) {
            WorkReported report = reports.poll(30, TimeUnit.SECONDS);
            assertNotNull(report, "no report within 30 s");
            pipe(report);
            if (report.getKind() == ReportKind.FINISHED || report.getKind() == ReportKind.FAILED) {
                ended++;
            }
        }
        return DetectorFixture.out(driver, TOPICS.documentsScreened()).readValuesToList();
    }

    private void pipe(WorkReported report) {
        DetectorFixture.in(driver, TOPICS.documentReports()).pipeInput("0", report);
    }

    private List<AuditStep> auditedSteps() {
        return DetectorFixture.out(driver, TOPICS.auditEvents()).readValuesToList().stream()
                .map(AuditEvent::getStep)
                .toList();
    }

    @Test
    void shouldFlagADocumentThatAMachineWrote() throws InterruptedException {
        // When
        receive("d", machineText);
        List<DocumentScreened> screened = verdicts(1);

        // Then
        assertEquals(Verdict.SYNTHETIC, screened.get(0).getScreening().getVerdict());
        assertEquals(Map.of("desk", "north"), screened.get(0).getMetadata());
        assertEquals(
                "d",
                DetectorFixture.out(driver, TOPICS.documentsFlagged())
                        .readValue()
                        .getId());
        assertEquals(List.of(AuditStep.DOCUMENT_SCREENED), auditedSteps());
    }

    @Test
    void shouldGiveADocumentThatIsTooShortNoVerdict() throws InterruptedException {
        // When
        receive("d", "Hello.");
        List<DocumentScreened> screened = verdicts(1);

        // Then
        assertEquals(Verdict.ABSTAIN, screened.get(0).getScreening().getVerdict());
        assertTrue(DetectorFixture.out(driver, TOPICS.documentsFlagged()).isEmpty());
    }

    @Test
    void shouldGiveEveryDocumentOfACrowdOneVerdict() throws InterruptedException {
        // When: more than one batch
        IntStream.range(0, 3 * DocumentEngine.BATCH).forEach(i -> receive("d" + i, machineText.substring(i)));
        List<DocumentScreened> screened = verdicts(3 * DocumentEngine.BATCH);

        // Then
        assertEquals(
                3 * DocumentEngine.BATCH,
                screened.stream().map(DocumentScreened::getId).distinct().count());
        assertEquals(3 * DocumentEngine.BATCH, screened.size());
        assertTrue(screened.stream().allMatch(one -> one.getScreening().getVerdict() == Verdict.SYNTHETIC));
    }

    @Test
    void shouldSayWhyADocumentCouldNotBeJudged() throws InterruptedException {
        // Given
        receive("d", machineText);

        // When
        pipe(WorkReported.newBuilder()
                .setOffset(0)
                .setKind(ReportKind.FAILED)
                .setAttempt(1)
                .setWorker("another")
                .setReason("worker died")
                .build());

        // Then: and what its own detector says later is of no consequence
        DocumentScreened screened =
                DetectorFixture.out(driver, TOPICS.documentsScreened()).readValue();
        assertEquals(Verdict.ABSTAIN, screened.getScreening().getVerdict());
        assertTrue(screened.getScreening().getReasons().get(0).getText().contains("worker died"), screened::toString);
        assertTrue(screened.getTextDigest().startsWith("sha256:"));
    }

    @Test
    void shouldGiveADocumentAnOutcomeThatWasErasedWhileItWaited(@TempDir Path folder) throws InterruptedException {
        // Given
        driver.close();
        engine.close();
        reports.clear();
        FileKeystore keys = FileKeystore.open(folder);
        start(Sealing.with(keys));
        receive("d", machineText);

        // When
        keys.destroy(Optional.of("default"), Optional.empty(), Instant.EPOCH);
        List<DocumentScreened> screened = verdicts(1);

        // Then
        assertEquals(Verdict.ABSTAIN, screened.get(0).getScreening().getVerdict());
        assertEquals("", screened.get(0).getTextDigest());
        assertEquals(List.of(AuditStep.DOCUMENT_SCREENED), auditedSteps());
    }
}
