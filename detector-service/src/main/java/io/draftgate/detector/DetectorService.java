package io.draftgate.detector;

import io.draftgate.bridge.Dispatcher;
import io.draftgate.bridge.IntakeBrake;
import io.draftgate.bridge.KafkaReportLog;
import io.draftgate.detection.Detector;
import io.draftgate.detection.policy.Policy;
import io.draftgate.detector.chain.AuditApplication;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.ApplicationHealth;
import io.draftgate.streams.StreamsApplication;
import io.draftgate.streams.StreamsSettings;
import io.draftgate.streams.StreamsSettings.Delivery;
import io.draftgate.streams.TopicAdministration;
import io.draftgate.streams.sealing.Sealing;
import io.draftgate.streams.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.state.Stores;

/**
 * Screens drafts and documents, routes them, and keeps the audit chain. Two applications in one process: a crash of the one
 * does not take the other's records with it. Thread-safe.
 */
public final class DetectorService implements AutoCloseable {
    private final DetectorSettings settings;
    private final TextScreening texts;
    private final DocumentEngine documents;
    private final KafkaReportLog reports;
    private final StreamsApplication screening;
    private final StreamsApplication audit;

    /** A service whose gates are open for all. */
    public DetectorService(DetectorSettings settings, Detector detector, Policy policy) {
        this(settings, detector, policy, ReleaseControl.openForAll(), Publisher.unnamed(), Sealing.none());
    }

    /**
     * A service that does nothing before {@link #start()}.
     *
     * @param release which drafts may be published without a person
     * @param publisher who stands on what is published
     * @param sealing seals what the log and the store of drafts in review say of a text
     */
    public DetectorService(
            DetectorSettings settings,
            Detector detector,
            Policy policy,
            ReleaseControl release,
            Publisher publisher,
            Sealing sealing) {
        this(settings, detector, policy, release, publisher, sealing, Tracing.none());
    }

    /**
     * As {@link #DetectorService(DetectorSettings, Detector, Policy, ReleaseControl, Publisher, Sealing)}.
     *
     * @param tracing hears of every step of a draft and of a document, of decisions, and of every audit event
     */
    public DetectorService(
            DetectorSettings settings,
            Detector detector,
            Policy policy,
            ReleaseControl release,
            Publisher publisher,
            Sealing sealing,
            Tracing tracing) {
        this.settings = settings;
        TopicCatalogue topics = settings.topics();
        this.texts = new TextScreening(detector, policy);
        Routing routing =
                new Routing(texts, release, publisher, new ReviewDesk(settings.secondReview()), sealing, tracing);
        InFlightDocuments inFlight = new InFlightDocuments(sealing);
        this.documents = new DocumentEngine(texts, inFlight, InstantSource.system());
        this.reports = new KafkaReportLog(topics.documentReports(), settings.client());
        DocumentTask.Shared shared = new DocumentTask.Shared(
                new Dispatcher(documents, reports), inFlight, texts, topics, sealing, tracing, new IntakeBrake());
        DetectorTopology topology = new DetectorTopology(topics, routing, shared, Stores::persistentKeyValueStore);
        this.screening = new StreamsApplication(
                topology.build(), application("detector", topics.detectorDeadLetters(), settings.streamThreads()));
        this.audit = new StreamsApplication(
                AuditApplication.topology(topics, settings.client(), settings.checkpoints(), sealing, tracing),
                application("audit", topics.auditDeadLetters(), 1));
    }

    /**
     * Joins the groups and begins to work.
     *
     * @throws io.draftgate.streams.TopicException if the topics are not as they must be
     */
    public void start() {
        TopicCatalogue topics = settings.topics();
        try (TopicAdministration administration = new TopicAdministration(settings.client())) {
            administration.requireCopartitioned(topics.all());
        }
        screening.start();
        audit.start();
    }

    /** Measures both applications, and the recall of the detector on own drafts, in this registry. */
    public void measure(MeterRegistry registry) {
        texts.measure(registry);
        screening.measure(registry);
        audit.measure(registry);
    }

    /** How both applications are now. */
    public List<ApplicationHealth> health() {
        return List.of(screening.health(), audit.health());
    }

    /** Completes when both applications have their tasks. */
    public CompletableFuture<Void> running() {
        return CompletableFuture.allOf(screening.running(), audit.running());
    }

    /** Completes with the cause when one of the applications ends by a failure. */
    public CompletableFuture<Throwable> failure() {
        return screening.failure().applyToEither(audit.failure(), cause -> cause);
    }

    /** The audit chain is closed last: it still takes in what the screening did at its end. */
    @Override
    public void close() {
        screening.close();
        documents.close();
        reports.close();
        audit.close();
    }

    private StreamsSettings application(String name, Topic<byte[]> deadLetters, int threads) {
        return new StreamsSettings(
                settings.client(),
                settings.topics().prefix() + name,
                deadLetters.name(),
                settings.stateDirectory(),
                settings.groupProtocol(),
                threads,
                Topic.MAX_RECORD_BYTES,
                Delivery.EXACTLY_ONCE);
    }
}
