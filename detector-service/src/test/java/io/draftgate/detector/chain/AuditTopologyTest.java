package io.draftgate.detector.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.audit.ChainHead;
import io.draftgate.audit.ChainLink;
import io.draftgate.audit.ChainVerifier;
import io.draftgate.audit.Digest;
import io.draftgate.audit.checkpoint.Checkpoint;
import io.draftgate.audit.checkpoint.LogVerifier;
import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.audit.note.NoteSigner;
import io.draftgate.schemas.AuditEvents;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditRecord;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.SourcePosition;
import io.draftgate.streams.sealing.Sealing;
import io.draftgate.streams.tracing.Tracing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditTopologyTest {
    private static final EventSerde<AuditEvent> EVENTS = EventSerde.of(AuditEvent.class);

    private final TopicCatalogue topics = TopicCatalogue.standard();
    private final NoteSigner key = NoteSigner.generate("example.org/drafts", new SecureRandom());
    private Optional<CheckpointPolicy> checkpoints = Optional.empty();
    private TopologyTestDriver driver;

    /** The topic as somebody left it. */
    private record FixedTail(List<AuditRecord> records) implements ChainTail {
        @Override
        public Optional<AuditRecord> last(int partition) {
            return records.isEmpty() ? Optional.empty() : Optional.of(records.get(records.size() - 1));
        }

        @Override
        public void read(int partition, Consumer<AuditRecord> reader) {
            records.forEach(reader);
        }
    }

    private Topology topology(ChainTail tail) {
        return new AuditTopology(
                        topics,
                        Stores.inMemoryKeyValueStore(AuditTopology.HEAD_STORE),
                        tail,
                        checkpoints,
                        Sealing.none(),
                        Tracing.none())
                .build();
    }

    private void start(ChainTail tail) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "audit");
        driver = new TopologyTestDriver(topology(tail), config);
    }

    @AfterEach
    void stop() {
        if (driver != null) {
            driver.close();
        }
    }

    private static AuditEvent event(String id) {
        return new AuditEvents("test")
                .event(
                        AuditStep.ADMITTED,
                        new EventKey("default", id),
                        null,
                        new SourcePosition("drafts.prompts", 0, 1L),
                        Instant.EPOCH,
                        "admitted",
                        null);
    }

    private TestInputTopic<String, AuditEvent> events() {
        return driver.createInputTopic(topics.auditEvents().name(), new StringSerializer(), EVENTS.serializer());
    }

    private TestOutputTopic<String, AuditRecord> records() {
        return driver.createOutputTopic(
                topics.auditRecords().name(),
                new StringDeserializer(),
                EventSerde.of(AuditRecord.class).deserializer());
    }

    private static Digest digest(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return new Digest(copy);
    }

    private static ChainLink link(AuditRecord record) {
        byte[] content = new byte[record.getEvent().remaining()];
        record.getEvent().duplicate().get(content);
        return new ChainLink(
                record.getIndex(), digest(record.getPreviousDigest()), content, digest(record.getDigest()));
    }

    @Test
    void shouldChainEventsSoThatTheVerifierAccepts() {
        start(new FixedTail(List.of()));
        List<String> problems = new ArrayList<>();
        ChainVerifier verifier =
                new ChainVerifier(ChainHead.genesis("audit.records-0"), problem -> problems.add(problem.message()));

        for (int i = 0; i < 5; i++) {
            events().pipeInput("default/p" + i, event("p" + i));
        }

        records().readValuesToList().forEach(record -> verifier.read("at " + record.getIndex(), link(record)));
        assertEquals(5, verifier.finish().links());
        assertEquals(List.of(), problems);
    }

    @Test
    void shouldKeepTheEventAsItWasWritten() {
        start(new FixedTail(List.of()));

        events().pipeInput("default/p", event("p"));

        assertEquals(event("p"), EVENTS.decode(records().readValue().getEvent()));
    }

    @Test
    void shouldChainADeadLetterWholeWithItsOrigin() {
        start(new FixedTail(List.of()));
        TestInputTopic<byte[], byte[]> letters = driver.createInputTopic(
                topics.generatorDeadLetters().name(), new ByteArraySerializer(), new ByteArraySerializer());
        RecordHeaders headers = new RecordHeaders();
        headers.add("__streams.errors.topic", "drafts.prompts".getBytes(StandardCharsets.UTF_8));
        headers.add("__streams.errors.partition", "2".getBytes(StandardCharsets.UTF_8));
        headers.add("__streams.errors.offset", "17".getBytes(StandardCharsets.UTF_8));
        headers.add("__streams.errors.exception", "SerializationException".getBytes(StandardCharsets.UTF_8));
        byte[] letter = {1, 2, 3};

        letters.pipeInput(new TestRecord<>("default/p".getBytes(StandardCharsets.UTF_8), letter, headers));

        AuditEvent event = EVENTS.decode(records().readValue().getEvent());
        assertEquals(AuditStep.DEAD_LETTERED, event.getStep());
        assertEquals("p", event.getSubject());
        assertEquals(new SourcePosition("drafts.prompts", 2, 17L), event.getSource());
        assertEquals(ByteBuffer.wrap(letter), event.getPayload());
    }

    @Test
    void shouldRefuseToWriteOnWhenTheTopicEndsElsewhere() {
        AuditRecord stranger = AuditRecord.newBuilder()
                .setIndex(41)
                .setPreviousDigest(ByteBuffer.wrap(new byte[32]))
                .setEvent(ByteBuffer.wrap(new byte[0]))
                .setDigest(ByteBuffer.wrap(new byte[32]))
                .build();

        Throwable refused = assertThrows(StreamsException.class, () -> start(new FixedTail(List.of(stranger))))
                .getCause();

        assertInstanceOf(ChainBrokenException.class, refused);
        assertTrue(refused.getMessage().contains("found 42"), refused.getMessage());
    }

    @Test
    void shouldSignACheckpointAfterSoManyRecords() {
        checkpoints = Optional.of(new CheckpointPolicy(key, 3, Duration.ofHours(1)));
        start(new FixedTail(List.of()));

        for (int i = 0; i < 7; i++) {
            events().pipeInput("default/p" + i, event("p" + i));
        }

        assertEquals(List.of(3L, 6L), sizes());
    }

    @Test
    void shouldSignWhatTheVerifierFindsInTheRecords() {
        checkpoints = Optional.of(new CheckpointPolicy(key, 1, Duration.ofHours(1)));
        start(new FixedTail(List.of()));
        List<String> problems = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            events().pipeInput("default/p" + i, event("p" + i));
        }

        List<SignedCheckpoint> signed = published();
        LogVerifier verifier = new LogVerifier(
                "audit.records-0",
                signed.stream().map(SignedCheckpoint::checkpoint).toList(),
                (level, index, hash) -> {},
                problem -> problems.add(problem.message()));
        records().readValuesToList().forEach(record -> verifier.read("at " + record.getIndex(), link(record)));
        verifier.finish();
        assertEquals(5, signed.size());
        assertEquals(List.of(), problems);
        assertTrue(signed.stream().allMatch(each -> each.isSignedBy(key.verifier())));
    }

    @Test
    void shouldSignWhatIsLeftWhenTimePasses() {
        checkpoints = Optional.of(new CheckpointPolicy(key, 100, Duration.ofSeconds(10)));
        start(new FixedTail(List.of()));

        events().pipeInput("default/p", event("p"));
        assertEquals(List.of(), sizes());
        driver.advanceWallClockTime(Duration.ofSeconds(10));
        assertEquals(List.of(1L), sizes());
        driver.advanceWallClockTime(Duration.ofSeconds(10));
        assertEquals(List.of(), sizes());
    }

    @Test
    void shouldWriteNoCheckpointWithoutAKey() {
        start(new FixedTail(List.of()));

        events().pipeInput("default/p", event("p"));
        driver.advanceWallClockTime(Duration.ofHours(1));

        assertEquals(List.of(), sizes());
    }

    @Test
    void shouldRestoreTheFrontierOfAChainThatHadNone() {
        checkpoints = Optional.of(new CheckpointPolicy(key, 1, Duration.ofHours(1)));
        start(new FixedTail(List.of()));
        events().pipeInput("default/p0", event("p0"));
        events().pipeInput("default/p1", event("p1"));
        List<AuditRecord> before = records().readValuesToList();
        Checkpoint whole = published().get(1).checkpoint();

        MockProcessorContext<String, Chained> context = new MockProcessorContext<>();
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(AuditTopology.HEAD_STORE), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        store.put("head", link(before.get(1)).head().toBytes());
        new ChainProcessor("audit.records", new FixedTail(before), Optional.empty(), Tracing.none()).init(context);

        assertEquals(
                whole.root(), new LogState(store, "audit.records-0").frontier().root());
    }

    private List<SignedCheckpoint> published() {
        return driver
                .createOutputTopic(topics.auditCheckpoints().name(), new StringDeserializer(), new StringDeserializer())
                .readValuesToList()
                .stream()
                .map(SignedCheckpoint::parse)
                .toList();
    }

    private List<Long> sizes() {
        return published().stream().map(each -> each.checkpoint().size()).toList();
    }

    @Test
    void shouldBeTheTopologyThatWasReviewed() throws IOException {
        try (InputStream in = AuditTopologyTest.class.getResourceAsStream("audit-topology.txt")) {
            String reviewed = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            String now = topology(new FixedTail(List.of())).describe().toString();

            assertEquals(reviewed.strip(), now.strip());
        }
    }
}
