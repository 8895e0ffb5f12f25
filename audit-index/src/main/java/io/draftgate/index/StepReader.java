package io.draftgate.index;

import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DocumentScreened;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.PromptRejected;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.PromptUnfulfilled;
import io.draftgate.schemas.event.ReviewDecided;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Reads what audit events carry. Thread-safe. */
final class StepReader {
    private static final EventSerde<PromptSubmitted> PROMPTS = EventSerde.of(PromptSubmitted.class);
    private static final EventSerde<PromptRejected> REJECTIONS = EventSerde.of(PromptRejected.class);
    private static final EventSerde<PromptUnfulfilled> UNFULFILLED = EventSerde.of(PromptUnfulfilled.class);
    private static final EventSerde<DraftGenerated> GENERATIONS = EventSerde.of(DraftGenerated.class);
    private static final EventSerde<DraftScreened> SCREENED = EventSerde.of(DraftScreened.class);
    private static final EventSerde<ReviewDecided> DECISIONS = EventSerde.of(ReviewDecided.class);
    private static final EventSerde<DocumentScreened> DOCUMENTS = EventSerde.of(DocumentScreened.class);

    private final EventOpener opener;

    StepReader(EventOpener opener) {
        this.opener = opener;
    }

    StepContent read(AuditEvent event) {
        OpenedEvent opened = opener.open(event);
        if (opened instanceof OpenedEvent.Clear clear) {
            return read(clear.event(), clear.keyName().orElse(null));
        }
        return opened instanceof OpenedEvent.Locked locked
                ? StepContent.locked(event.getSummary(), locked.keyName())
                : StepContent.erased(((OpenedEvent.Erased) opened).keyName());
    }

    private static StepContent read(AuditEvent event, @Nullable String keyName) {
        ByteBuffer payload = event.getPayload();
        if (payload == null) {
            return new StepContent(ChainStep.Content.NONE, null, event.getSummary(), Map.of(), keyName);
        }
        for (EventSerde<? extends SpecificRecord> serde : candidates(event.getStep())) {
            try {
                SpecificRecord product = serde.decode(payload);
                return new StepContent(
                        ChainStep.Content.CLEAR, product, event.getSummary(), StepFacts.of(product), keyName);
            } catch (SerializationException another) {
                // The next one may be it.
            }
        }
        return new StepContent(ChainStep.Content.UNREADABLE, null, event.getSummary(), Map.of(), keyName);
    }

    private static List<EventSerde<? extends SpecificRecord>> candidates(AuditStep step) {
        return switch (step) {
            case ADMITTED -> List.of(PROMPTS);
            case REJECTED -> List.of(REJECTIONS);
            case EXPIRED, CANCELLED, FAILED -> List.of(UNFULFILLED);
            case GENERATED -> List.of(GENERATIONS);
            case SCREENED -> List.of(SCREENED);
            case DECIDED -> List.of(SCREENED, DECISIONS);
            case DECISION_REFUSED, OPINION_GIVEN -> List.of(DECISIONS);
            case DOCUMENT_SCREENED -> List.of(DOCUMENTS);
            default -> List.of();
        };
    }
}
