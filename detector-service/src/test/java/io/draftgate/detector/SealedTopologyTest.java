package io.draftgate.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.Detector;
import io.draftgate.detection.policy.Policy;
import io.draftgate.erasure.FileKeystore;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.FinishReason;
import io.draftgate.schemas.event.GenerationTimings;
import io.draftgate.schemas.event.ResolvedParameters;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Ruling;
import io.draftgate.schemas.event.SourcePosition;
import io.draftgate.streams.sealing.OpenedEvent;
import io.draftgate.streams.sealing.Sealing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the detector writes where texts are sealed for those who asked for them. */
class SealedTopologyTest {
    private static final TopicCatalogue TOPICS = TopicCatalogue.standard();
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
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "detector");
        driver = new TopologyTestDriver(
                new DetectorTopology(
                                TOPICS,
                                new TextScreening(detector, Policy.bundled()),
                                ReleaseControl.openForAll(),
                                Publisher.unnamed(),
                                SecondReview.none(),
                                sealing,
                                Stores::inMemoryKeyValueStore)
                        .build(),
                config);
        audit = driver.createOutputTopic(
                TOPICS.auditEvents().name(),
                new StringDeserializer(),
                TOPICS.auditEvents().value().deserializer());
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
        DraftGenerated draft = DraftGenerated.newBuilder()
                .setPromptId("p")
                .setTenant("acme")
                .setRequestedBy("ann")
                .setCompletionIndex(0)
                .setCompletionCount(1)
                .setPrompt("Once")
                .setText(SECRET)
                .setPromptTokenIds(List.of(1))
                .setTokenIds(List.of(1))
                .setLogProbabilities(List.of(0f))
                .setRanks(List.of(1))
                .setEntropies(List.of(0f))
                .setSeed(0)
                .setParameters(ResolvedParameters.newBuilder()
                        .setTemperature(0.0)
                        .setTopK(0)
                        .setTopP(1.0)
                        .setMaxTokens(200)
                        .setStop(List.of())
                        .build())
                .setModelName("m")
                .setModelDigest("sha256:m")
                .setTokenizerDigest("sha256:t")
                .setEngine("test")
                .setFinishReason(FinishReason.LENGTH)
                .setTimings(new GenerationTimings(0L, 0L, 0L))
                .setSource(new SourcePosition("drafts.prompts", 0, 0L))
                .setGeneratedAt(Instant.EPOCH)
                .setMetadata(Map.of("note", SECRET))
                .build();
        driver.createInputTopic(
                        TOPICS.generations().name(),
                        new StringSerializer(),
                        TOPICS.generations().value().serializer())
                .pipeInput(new TestRecord<>("acme/p", draft, headers));
    }

    private void approve() {
        driver.createInputTopic(
                        TOPICS.decisions().name(),
                        new StringSerializer(),
                        TOPICS.decisions().value().serializer())
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
                driver.createOutputTopic(
                                TOPICS.published().name(),
                                new StringDeserializer(),
                                TOPICS.published().value().deserializer())
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
