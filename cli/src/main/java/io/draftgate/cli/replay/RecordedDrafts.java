package io.draftgate.cli.replay;

import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.streams.sealing.OpenedEvent;
import io.draftgate.streams.sealing.Sealing;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The drafts among the events of a log. Immutable.
 *
 * @param sealing opens those that were sealed, as far as their keys are there
 */
record RecordedDrafts(Sealing sealing, Consumer<RecordedDraft> drafts) implements Consumer<AuditEvent> {
    private static final EventSerde<DraftGenerated> DRAFTS = EventSerde.of(DraftGenerated.class);

    @Override
    public void accept(AuditEvent event) {
        if (event.getStep() == AuditStep.GENERATED) {
            drafts.accept(draft(event));
        }
    }

    private RecordedDraft draft(AuditEvent event) {
        OpenedEvent opened = sealing.open(event);
        String key = event.getTenant() + "/" + event.getSubject();
        if (opened instanceof OpenedEvent.Erased erased) {
            return new RecordedDraft.Erased(key, "Erased at " + erased.at() + " by destroying its author's key");
        }
        if (opened instanceof OpenedEvent.Locked) {
            return new RecordedDraft.Unreadable(key, "Sealed with a key that is not in this keystore");
        }
        if (opened instanceof OpenedEvent.Broken broken) {
            return new RecordedDraft.Unreadable(key, "Its seal is broken: " + broken.why());
        }
        AuditEvent whole = opened.event();
        if (whole.getPayload() == null) {
            return new RecordedDraft.Unreadable(key, "The event holds no draft");
        }
        try {
            return new RecordedDraft.Whole(key, DRAFTS.decode(whole.getPayload()));
        } catch (SerializationException e) {
            return new RecordedDraft.Unreadable(key, "The draft cannot be decoded: " + e.getMessage());
        }
    }
}
