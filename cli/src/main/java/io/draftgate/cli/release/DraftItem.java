package io.draftgate.cli.release;

import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.ReviewDecided;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/** What audit events say about one draft. */
public final class DraftItem {
    private static final EventSerde<DraftGenerated> GENERATED = EventSerde.of(DraftGenerated.class);
    private static final EventSerde<DraftScreened> SCREENED = EventSerde.of(DraftScreened.class);
    private static final EventSerde<ReviewDecided> DECIDED = EventSerde.of(ReviewDecided.class);

    private DraftItem() {}

    /** {@code tenant/id/completion}. */
    public static String name(DraftGenerated draft) {
        return draft.getTenant() + "/" + draft.getPromptId() + "/" + draft.getCompletionIndex();
    }

    /** The draft of a step that tells of a generation. */
    public static Optional<DraftGenerated> generated(AuditEvent event) {
        return event.getStep() == AuditStep.GENERATED && event.getPayload() != null
                ? decoded(() -> GENERATED.decode(event.getPayload()))
                : Optional.empty();
    }

    /** The draft with its route, of a step that gave it one: the screening, or a decision that published or blocked it. */
    public static Optional<DraftScreened> routed(AuditEvent event) {
        boolean routes = event.getStep() == AuditStep.SCREENED || event.getStep() == AuditStep.DECIDED;
        return routes && event.getPayload() != null
                ? decoded(() -> SCREENED.decode(event.getPayload()))
                : Optional.empty();
    }

    /** A reviewer's decision, of a step that tells of one, whether it routed the draft or not. */
    public static Optional<ReviewDecided> decided(AuditEvent event) {
        boolean tells = event.getStep() == AuditStep.DECIDED || event.getStep() == AuditStep.OPINION_GIVEN;
        if (!tells || event.getPayload() == null) {
            return Optional.empty();
        }
        return routed(event)
                .flatMap(screened -> Optional.ofNullable(screened.getDecision()))
                .or(() -> decoded(() -> DECIDED.decode(event.getPayload())));
    }

    private interface Decoding<T> {
        T decode();
    }

    /** A payload of another type is no draft. */
    private static <T> Optional<T> decoded(Decoding<T> decoding) {
        try {
            return Optional.of(decoding.decode());
        } catch (SerializationException another) {
            return Optional.empty();
        }
    }
}
