package io.draftgate.detector;

import io.draftgate.bridge.Dispatcher;
import io.draftgate.bridge.Ended;
import io.draftgate.bridge.FairShares;
import io.draftgate.bridge.IntakeBrake;
import io.draftgate.bridge.TaskBridge;
import io.draftgate.bridge.WorkHeaders;
import io.draftgate.schemas.AuditEvents;
import io.draftgate.schemas.CloudEvents;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DocumentReceived;
import io.draftgate.schemas.event.DocumentScreened;
import io.draftgate.schemas.event.InFlightWork;
import io.draftgate.schemas.event.Screening;
import io.draftgate.schemas.event.SourcePosition;
import io.draftgate.schemas.event.WorkReported;
import io.draftgate.streams.EventForwarder;
import io.draftgate.streams.sealing.ErasedException;
import io.draftgate.streams.sealing.Sealing;
import io.draftgate.streams.tracing.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * One ownership of one task: admits documents, takes in what detectors report, and gives every document one verdict, in the
 * transaction of the report that brings it. Never waits for a verdict. Confined to the stream thread.
 */
final class DocumentTask {
    private static final AuditEvents AUDIT = new AuditEvents("detector");
    private static final EventSerde<DocumentScreened> RESULTS = EventSerde.of(DocumentScreened.class);

    /** How long room in the detector may go unnoticed while no record comes. */
    private static final Duration REFILL_INTERVAL = Duration.ofMillis(50);

    /** Past this many documents that wait, intake slows down, and the backlog stays in Kafka: each may be a megabyte. */
    private static final int MAX_WAITING = 1_000;

    private final ProcessorContext<String, SpecificRecord> context;
    private final Shared shared;
    private final EventForwarder events;
    private final TaskBridge bridge;

    /** What all tasks of a detector have in common. */
    record Shared(
            Dispatcher dispatcher,
            InFlightDocuments documents,
            TextScreening screening,
            TopicCatalogue topics,
            Sealing sealing,
            Tracing tracing,
            IntakeBrake brake) {}

    DocumentTask(ProcessorContext<String, SpecificRecord> context, Shared shared) {
        this.context = context;
        this.shared = shared;
        this.events = new EventForwarder(context, new CloudEvents(DetectorTopology.EVENT_SOURCE));
        this.bridge = TaskBridge.open(
                shared.dispatcher(),
                context.getStateStore(DetectorTopology.DOCUMENT_STORE),
                context.taskId().partition(),
                FairShares.equal(),
                events::now);
    }

    /** Begins to look for room in the detector also while no record comes. */
    void start() {
        context.schedule(REFILL_INTERVAL, PunctuationType.WALL_CLOCK_TIME, timestamp -> {
            shared.brake().committed();
            bridge.refill();
        });
    }

    void receive(Record<String, DocumentInput> record, @Nullable DocumentReceived document) {
        if (document == null) {
            return;
        }
        EventKey key = new EventKey(document.getTenant(), document.getId()).cut();
        Instant receivedAt = Instant.ofEpochMilli(record.timestamp());
        Headers headers = shared.tracing().step("admitted", record.headers(), receivedAt, events.now(), names(key));
        bridge.admit(events.position().getOffset(), shared.documents().work(key, headers, document, receivedAt));
        if (bridge.waiting() > MAX_WAITING) {
            shared.brake().pause();
        }
    }

    void take(@Nullable WorkReported report) {
        if (report != null) {
            bridge.report(report).ifPresent(this::end);
        }
    }

    void close() {
        bridge.close();
    }

    private void end(Ended ended) {
        EventKey key = EventKey.parse(ended.request().getKey());
        SourcePosition position = new SourcePosition(
                shared.topics().documents().name(), context.taskId().partition(), ended.offset());
        DocumentScreened screened = screened(ended);
        Headers headers = traced(key, ended, screened.getScreening());
        events.forward(key, headers, screened, position, "document");
        AuditEvent event = AUDIT.step(
                AuditStep.DOCUMENT_SCREENED,
                key,
                position,
                events.now(),
                screened.getScreening().getVerdict().toString(),
                shared.topics().documentsScreened(),
                screened);
        Sealing sealing = shared.sealing();
        events.forward(key, sealing.headers(headers), sealing.seal(event, InFlightDocuments.NOBODY), position, "audit");
    }

    /** From the moment when its detector began with it, or gave up. */
    private Headers traced(EventKey key, Ended ended, Screening screening) {
        Map<String, String> names = names(key);
        names.put("draftgate.verdict", screening.getVerdict().toString());
        return shared.tracing()
                .step("screened", WorkHeaders.of(ended.request()), screening.getScreenedAt(), events.now(), names);
    }

    private static Map<String, String> names(EventKey key) {
        Map<String, String> names = new HashMap<>();
        names.put("draftgate.tenant", key.tenant());
        names.put("draftgate.document.id", key.id());
        return names;
    }

    private DocumentScreened screened(Ended ended) {
        if (ended instanceof Ended.Finished finished) {
            try {
                return RESULTS.decode(finished.result());
            } catch (SerializationException unreadable) {
                return unjudged(ended.request(), "its verdict is " + unreadable.getMessage());
            }
        }
        return unjudged(
                ended.request(), ended instanceof Ended.Failed failed ? failed.reason() : "its deadline has passed");
    }

    private DocumentScreened unjudged(InFlightWork work, String reason) {
        var screening = shared.screening().failed(reason, events.now());
        try {
            return Documents.screened(shared.documents().document(work), screening);
        } catch (ErasedException erased) {
            return Documents.erased(EventKey.parse(work.getKey()), screening);
        }
    }
}
