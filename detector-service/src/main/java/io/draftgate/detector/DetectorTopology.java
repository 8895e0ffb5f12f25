package io.draftgate.detector;

import static io.draftgate.streams.TopicFlow.is;
import static io.draftgate.streams.TopicFlow.read;
import static io.draftgate.streams.TopicFlow.to;
import static io.draftgate.streams.TopicFlow.write;

import io.draftgate.bridge.InFlightStore;
import io.draftgate.erasure.DataSubject;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.DocumentScreened;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.GateFiled;
import io.draftgate.schemas.event.GateState;
import io.draftgate.schemas.event.Route;
import io.draftgate.schemas.event.Verdict;
import io.draftgate.streams.sealing.SealedSerde;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Predicate;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The way of a draft from generation to its route, and of a document to its verdict. Drafts and the decisions about them are
 * read by the same task, because a decision is about a draft of its own partition; so are documents and the reports about them.
 */
final class DetectorTopology {
    /** CloudEvents source of what is written here. */
    static final String EVENT_SOURCE = "/draftgate/detector";

    static final String IN_REVIEW_STORE = "drafts-in-review";

    /** Evidence about release gates. */
    static final String GATE_STORE = "release-gate-evidence";

    /** Which gates are open: a copy of the whole topic in every detector. */
    static final String GATE_STATES = "release-gate-states";

    /** Documents that wait for a verdict. */
    static final String DOCUMENT_STORE = "documents-in-flight";

    private final TopicCatalogue topics;
    private final Routing routing;
    private final DocumentTask.Shared documents;
    private final Function<String, KeyValueBytesStoreSupplier> stores;

    /**
     * A topology over these topics.
     *
     * @param stores makes a store of a name
     */
    DetectorTopology(
            TopicCatalogue topics,
            Routing routing,
            DocumentTask.Shared documents,
            Function<String, KeyValueBytesStoreSupplier> stores) {
        this.topics = topics;
        this.routing = routing;
        this.documents = documents;
        this.stores = stores;
    }

    Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(store(IN_REVIEW_STORE, inReview()));
        builder.addStateStore(store(GATE_STORE, EventSerde.of(GateFiled.class)));
        builder.addStateStore(InFlightStore.of(stores.apply(DOCUMENT_STORE)));
        keepGates(builder);
        routeDrafts(builder);
        screenDocuments(builder);
        return builder.build();
    }

    private void keepGates(StreamsBuilder builder) {
        builder.globalTable(
                topics.gateStates().name(),
                read(topics.gateStates(), "read-gate-states"),
                Materialized.as(Stores.inMemoryKeyValueStore(GATE_STATES)));
        builder.stream(topics.gates().name(), read(topics.gates(), "read-gates"))
                .process(() -> new GateProcessor(routing.release()), Named.as("check-gates"), GATE_STORE)
                .split(Named.as("gate-"))
                .branch(is(AuditEvent.class), to(topics.auditEvents(), AuditEvent.class, "gates-audited"))
                .branch(is(GateState.class), to(topics.gateStates(), GateState.class, "gate-states"))
                .noDefaultBranch();
    }

    private void routeDrafts(StreamsBuilder builder) {
        KStream<String, DetectorInput> generations = builder.stream(
                        topics.generations().name(), read(topics.generations(), "read-generations"))
                .mapValues(DetectorInput.Generated::new, Named.as("generated"));
        KStream<String, DetectorInput> decisions = builder.stream(
                        topics.decisions().name(), read(topics.decisions(), "read-decisions"))
                .mapValues(DetectorInput.Decided::new, Named.as("decided"));

        generations
                .merge(decisions, Named.as("with-decisions"))
                .process(() -> new RouteProcessor(routing), Named.as("screen"), IN_REVIEW_STORE)
                .split(Named.as("route-"))
                .branch(goes(Route.PUBLISH), to(topics.published(), DraftScreened.class, "published"))
                .branch(goes(Route.BLOCK), to(topics.blocked(), DraftScreened.class, "blocked"))
                .branch(is(AuditEvent.class), to(topics.auditEvents(), AuditEvent.class, "drafts-audited"))
                .defaultBranch(to(topics.review(), DraftScreened.class, "review"));
    }

    private void screenDocuments(StreamsBuilder builder) {
        Topic<DocumentScreened> verdicts = topics.documentsScreened();
        KStream<String, DocumentInput> received = builder.stream(
                        topics.documents().name(), read(topics.documents(), "read-documents"))
                .mapValues(DocumentInput.Received::new, Named.as("received"));
        KStream<String, DocumentInput> reports = builder.stream(
                        topics.documentReports().name(),
                        read(topics.documentReports(), "read-document-reports")
                                .withTimestampExtractor(InFlightStore.REPORTS_FIRST))
                .mapValues(DocumentInput.Reported::new, Named.as("reported"));
        KStream<String, SpecificRecord> screened = received.merge(reports, Named.as("with-document-reports"))
                .process(() -> new DocumentProcessor(documents), Named.as("screen-documents"), DOCUMENT_STORE);
        screened.split(Named.as("document-"))
                .branch(is(AuditEvent.class), to(topics.auditEvents(), AuditEvent.class, "documents-audited"))
                .branch(is(DocumentScreened.class), to(verdicts, DocumentScreened.class, "documents-screened"))
                .noDefaultBranch();
        screened.filter(DetectorTopology::isSynthetic, Named.as("synthetic"))
                .mapValues(DocumentScreened.class::cast, Named.as("as-flagged"))
                .to(topics.documentsFlagged().name(), write(topics.documentsFlagged(), "write-flagged"));
    }

    /** A draft may wait for its reviewer longer than any topic keeps its text. */
    private Serde<DraftScreened> inReview() {
        return new SealedSerde<>(
                EventSerde.of(DraftScreened.class),
                routing.sealing(),
                screened -> Optional.of(new DataSubject(
                        screened.getDraft().getTenant(), screened.getDraft().getRequestedBy())));
    }

    private StoreBuilder<?> store(String name, Serde<? extends SpecificRecord> values) {
        return Stores.keyValueStoreBuilder(stores.apply(name), Serdes.String(), values)
                .withLoggingEnabled(Map.of("max.message.bytes", Integer.toString(Topic.MAX_RECORD_BYTES)));
    }

    private static Predicate<String, SpecificRecord> goes(Route route) {
        return (key, event) -> event instanceof DraftScreened screened && screened.getRoute() == route;
    }

    private static boolean isSynthetic(String key, SpecificRecord event) {
        return event instanceof DocumentScreened document
                && document.getScreening().getVerdict() == Verdict.SYNTHETIC;
    }
}
