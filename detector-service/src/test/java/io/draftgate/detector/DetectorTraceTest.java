package io.draftgate.detector;

import static io.draftgate.detector.DetectorFixture.TOPICS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.draftgate.bridge.Dispatcher;
import io.draftgate.detection.Detector;
import io.draftgate.detection.policy.Policy;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.event.DocumentReceived;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.ReportKind;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Ruling;
import io.draftgate.schemas.event.WorkReported;
import io.draftgate.streams.sealing.Sealing;
import io.draftgate.streams.tracing.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a detector tells of documents and of decisions. */
@Timeout(60)
class DetectorTraceTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";

    private static Detector detector;
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private final BlockingQueue<WorkReported> reports = new LinkedBlockingQueue<>();
    private DocumentEngine engine;
    private TopologyTestDriver driver;

    @BeforeAll
    static void openDetector() {
        detector = Detector.bundled();
    }

    @AfterAll
    static void closeDetector() {
        detector.close();
    }

    @BeforeEach
    void start() {
        TextScreening screening = new TextScreening(detector, Policy.bundled());
        engine = new DocumentEngine(screening, new InFlightDocuments(Sealing.none()), InstantSource.system());
        Dispatcher documents = new Dispatcher(engine, (partition, report, confirmation) -> {
            reports.add(report.get());
            confirmation.written(true);
        });
        driver = DetectorFixture.driver(DetectorFixture.topology(
                screening,
                ReleaseControl.openForAll(),
                Publisher.unnamed(),
                Sealing.none(),
                documents,
                Tracing.of(
                        OpenTelemetrySdk.builder().setTracerProvider(provider).build())));
    }

    @AfterEach
    void stop() {
        driver.close();
        engine.close();
        provider.close();
    }

    private <V extends SpecificRecord> void pipe(Topic<V> topic, String key, V value) {
        Headers headers = new RecordHeaders()
                .add("traceparent", ("00-" + TRACE + "-" + CALLER + "-01").getBytes(StandardCharsets.UTF_8));
        DetectorFixture.in(driver, topic).pipeInput(new TestRecord<>(key, value, headers));
    }

    private void decide(String id, Ruling ruling) {
        pipe(
                TOPICS.decisions(),
                "default/" + id,
                ReviewDecided.newBuilder()
                        .setPromptId(id)
                        .setTenant("default")
                        .setCompletionIndex(0)
                        .setRuling(ruling)
                        .setReviewer("bob")
                        .setReason("scarecrow")
                        .setDecidedAt(Instant.EPOCH)
                        .build());
    }

    /** Each span behind the one that it was brought about by. */
    private TreeSet<String> steps() {
        List<SpanData> told = spans.getFinishedSpanItems();
        Map<String, String> names = told.stream().collect(Collectors.toMap(SpanData::getSpanId, SpanData::getName));
        assertEquals(
                List.of(TRACE),
                told.stream().map(SpanData::getTraceId).distinct().toList());
        assertFalse(told.toString().contains("scarecrow"));
        return told.stream()
                .map(span ->
                        names.getOrDefault(span.getParentSpanId(), span.getParentSpanId()) + " > " + span.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String attribute(String span, String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(told -> told.getName().equals(span))
                .map(told -> told.getAttributes().get(AttributeKey.stringKey(name)))
                .findFirst()
                .orElseThrow();
    }

    /** Which step the record of an event names as its cause. */
    private <V> String cause(Topic<V> topic) {
        Headers headers = DetectorFixture.out(driver, topic).readRecord().headers();
        String parent = new String(headers.lastHeader("traceparent").value(), StandardCharsets.UTF_8).split("-")[2];
        return spans.getFinishedSpanItems().stream()
                .filter(told -> told.getSpanId().equals(parent))
                .map(SpanData::getName)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTellTheWayOfADocumentAsOneTraceWithoutAnyText() throws Exception {
        // When
        pipe(
                TOPICS.documents(),
                "default/d",
                DocumentReceived.newBuilder()
                        .setId("d")
                        .setText("A scarecrow said hello.")
                        .build());
        for (ReportKind kind = ReportKind.OPENED; kind != ReportKind.FINISHED; ) {
            WorkReported report = reports.poll(30, TimeUnit.SECONDS);
            assertNotNull(report, "no report within 30 s");
            DetectorFixture.in(driver, TOPICS.documentReports()).pipeInput("0", report);
            kind = report.getKind();
        }

        // Then
        assertEquals(new TreeSet<>(List.of(CALLER + " > admitted", "admitted > screened")), steps());
        assertEquals("d", attribute("admitted", "draftgate.document.id"));
        assertEquals("ABSTAIN", attribute("screened", "draftgate.verdict"));
        assertEquals("screened", cause(TOPICS.documentsScreened()));
        assertEquals("screened", cause(TOPICS.auditEvents()));
    }

    @Test
    void shouldTellOfADecisionAndWhatComesOfIt() {
        // Given: a draft of another's text, which no model recognises as its own
        DetectorFixture.in(driver, TOPICS.generations())
                .pipeInput("default/p", DetectorFixture.draft("p").build());
        DraftScreened waiting = DetectorFixture.out(driver, TOPICS.review()).readValue();
        assertEquals("p", waiting.getDraft().getPromptId());
        DetectorFixture.out(driver, TOPICS.auditEvents()).readValuesToList();
        spans.reset();

        // When
        decide("p", Ruling.APPROVE);

        // Then
        assertEquals(new TreeSet<>(List.of(CALLER + " > decided", "decided > routed")), steps());
        assertEquals("APPROVE", attribute("decided", "draftgate.ruling"));
        assertEquals("DECIDED", attribute("decided", "draftgate.step"));
        assertEquals("PUBLISH", attribute("routed", "draftgate.route"));
        assertEquals("routed", cause(TOPICS.published()));
        assertEquals("routed", cause(TOPICS.auditEvents()));
    }

    @Test
    void shouldTellOfADecisionThatIsRefused() {
        decide("unknown", Ruling.REJECT);

        assertEquals(new TreeSet<>(List.of(CALLER + " > decided")), steps());
        assertEquals("DECISION_REFUSED", attribute("decided", "draftgate.step"));
        assertEquals("decided", cause(TOPICS.auditEvents()));
    }
}
