package io.draftgate.detector;

import io.draftgate.release.digest.Sha256;
import io.draftgate.schemas.AuditEvents;
import io.draftgate.schemas.CloudEvents;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DocumentReceived;
import io.draftgate.schemas.event.DocumentScreened;
import io.draftgate.streams.EventForwarder;
import io.draftgate.streams.sealing.Sealing;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Screens documents from outside. Confined to the stream thread. */
final class DocumentProcessor implements Processor<String, DocumentReceived, String, SpecificRecord> {
    private static final AuditEvents AUDIT = new AuditEvents("detector");

    private final Topic<DocumentScreened> screenedTopic;
    private final TextScreening screening;
    private final Sealing sealing;
    private @Nullable EventForwarder events;

    DocumentProcessor(Topic<DocumentScreened> screenedTopic, TextScreening screening, Sealing sealing) {
        this.screenedTopic = screenedTopic;
        this.screening = screening;
        this.sealing = sealing;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        events = new EventForwarder(context, new CloudEvents(DetectorTopology.EVENT_SOURCE));
    }

    @Override
    public void process(Record<String, DocumentReceived> record) {
        DocumentReceived document = record.value();
        if (document == null) {
            return;
        }
        EventForwarder forwarder = Objects.requireNonNull(events, "process() before init()");
        EventKey key = new EventKey(document.getTenant(), document.getId()).cut();
        DocumentScreened screened = DocumentScreened.newBuilder()
                .setId(document.getId())
                .setTenant(document.getTenant())
                .setTextDigest(Sha256.named(document.getText().getBytes(StandardCharsets.UTF_8)))
                .setScreening(screening.screen(document, forwarder.now()))
                .setMetadata(document.getMetadata())
                .build();
        forwarder.forward(key, record.headers(), screened, forwarder.position(), "document");
        AuditEvent event = AUDIT.step(
                AuditStep.DOCUMENT_SCREENED,
                key,
                forwarder.position(),
                forwarder.now(),
                screened.getScreening().getVerdict().toString(),
                screenedTopic,
                screened);
        // Nobody is named as a document's author: its tenant's key seals it.
        forwarder.forward(
                key, sealing.headers(record.headers()), sealing.seal(event, ""), forwarder.position(), "audit");
    }
}
