package io.draftgate.generator;

import io.draftgate.schemas.AuditEvents;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.Outcome;
import io.draftgate.schemas.event.PromptCancelled;
import io.draftgate.schemas.event.PromptRejected;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.PromptUnfulfilled;
import io.draftgate.schemas.event.SourcePosition;
import io.draftgate.schemas.event.UsageRecorded;
import io.draftgate.streams.EventForwarder;
import io.draftgate.streams.sealing.Sealing;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Forwards what happens to a prompt: each outcome together with its audit event. Confined to the stream thread. */
final class Outcomes {
    private static final AuditEvents AUDIT = new AuditEvents("generator");
    private static final String NOBODY = "";

    private final EventForwarder events;
    private final TopicCatalogue topics;
    private final Sealing sealing;

    Outcomes(EventForwarder events, TopicCatalogue topics, Sealing sealing) {
        this.events = events;
        this.topics = topics;
        this.sealing = sealing;
    }

    void admitted(Origin origin) {
        AuditEvent event = AUDIT.step(
                AuditStep.ADMITTED,
                origin.key(),
                origin.position(),
                events.now(),
                "admitted",
                topics.prompts(),
                origin.prompt());
        audit(origin, event);
    }

    /** A rejected prompt may lack everything that an {@link Origin} has, and may not be there at all. */
    void rejected(
            EventKey key,
            Headers headers,
            SourcePosition position,
            @Nullable PromptSubmitted prompt,
            Admission.Rejected rejection) {
        PromptRejected rejected = PromptRejected.newBuilder()
                .setId(key.id())
                .setTenant(key.tenant())
                .setField(rejection.field())
                .setValue(rejection.value())
                .setReason(rejection.reason())
                .setExpectation(rejection.expectation())
                .setPrompt(position)
                .setRejectedAt(events.now())
                .setMetadata(prompt == null ? Map.of() : prompt.getMetadata())
                .setEncryptedFor(prompt == null || !prompt.getEncrypted() ? null : author(prompt))
                .build();
        events.forward(key, headers, rejected, position, "rejection");
        audit(
                key,
                headers,
                prompt == null ? NOBODY : author(prompt),
                AUDIT.step(
                        AuditStep.REJECTED,
                        key,
                        position,
                        events.now(),
                        rejection.summary(),
                        topics.rejected(),
                        rejected));
    }

    void generated(Origin origin, DraftGenerated draft) {
        events.forward(origin.key(), origin.headers(), draft, origin.position(), "draft/" + draft.getCompletionIndex());
        AuditEvent event = AUDIT.event(
                AuditStep.GENERATED,
                origin.key(),
                draft.getCompletionIndex(),
                origin.position(),
                events.now(),
                draft.getTokenIds().size() + " tokens by " + draft.getModelName() + ", ended by "
                        + draft.getFinishReason(),
                topics.generations()
                        .value()
                        .serializer()
                        .serialize(topics.generations().name(), draft));
        audit(origin, event);
    }

    void used(Origin origin, UsageRecorded usage) {
        events.forward(origin.key(), origin.headers(), usage, origin.position(), "usage");
    }

    void failed(Origin origin, String reason) {
        unfulfilled(origin, Outcome.FAILED, AuditStep.FAILED, reason);
    }

    void expired(Origin origin) {
        unfulfilled(
                origin,
                Outcome.EXPIRED,
                AuditStep.EXPIRED,
                "waited longer than its deadlineMillis of " + origin.prompt().getDeadlineMillis());
    }

    void cancelled(Origin origin, @Nullable PromptCancelled cancellation) {
        String who = cancellation == null ? "a tombstone" : cancellation.getCancelledBy();
        String why = cancellation == null || cancellation.getReason().isEmpty() ? "" : ": " + cancellation.getReason();
        unfulfilled(origin, Outcome.CANCELLED, AuditStep.CANCELLED, "cancelled by " + who + why);
    }

    void cancellationIgnored(EventKey key, Headers headers, SourcePosition position) {
        AuditEvent event = AUDIT.event(
                AuditStep.CANCELLATION_IGNORED,
                key,
                null,
                position,
                events.now(),
                "no such prompt in flight: unknown, or ended already",
                null);
        audit(key, headers, NOBODY, event);
    }

    /** A stranger's name may be as long as a record. */
    private static String author(PromptSubmitted prompt) {
        String name = prompt.getRequestedBy();
        return name.length() <= EventKey.MAX_CHARACTERS ? name : name.substring(0, EventKey.MAX_CHARACTERS);
    }

    private void unfulfilled(Origin origin, Outcome outcome, AuditStep step, String reason) {
        PromptUnfulfilled ended = PromptUnfulfilled.newBuilder()
                .setId(origin.prompt().getId())
                .setTenant(origin.prompt().getTenant())
                .setOutcome(outcome)
                .setReason(reason)
                .setPrompt(origin.position())
                .setEndedAt(events.now())
                .setMetadata(origin.prompt().getMetadata())
                .setEncryptedFor(
                        origin.prompt().getEncrypted() ? origin.prompt().getRequestedBy() : null)
                .build();
        events.forward(origin.key(), origin.headers(), ended, origin.position(), "end");
        audit(
                origin,
                AUDIT.step(step, origin.key(), origin.position(), events.now(), reason, topics.unfulfilled(), ended));
    }

    private void audit(Origin origin, AuditEvent event) {
        audit(origin.key(), origin.headers(), origin.prompt().getRequestedBy(), event);
    }

    private void audit(EventKey key, Headers headers, String author, AuditEvent event) {
        Integer completion = event.getCompletionIndex();
        String kind = event.getStep() + (completion == null ? "" : "/" + completion);
        events.forward(key, sealing.headers(headers), sealing.seal(event, author), event.getSource(), kind);
    }
}
