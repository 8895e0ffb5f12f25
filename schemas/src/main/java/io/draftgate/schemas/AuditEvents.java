package io.draftgate.schemas;

import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.SourcePosition;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the steps that one service takes. Immutable, thread-safe.
 *
 * @param actor name of the service
 */
public record AuditEvents(String actor) {
    /** A step of a prompt or document that produced a record. */
    public <T extends SpecificRecord> AuditEvent step(
            AuditStep step,
            EventKey key,
            SourcePosition source,
            Instant time,
            String summary,
            Topic<T> topic,
            T product) {
        byte[] payload = topic.value().serializer().serialize(topic.name(), product);
        return event(step, key, null, source, time, summary, payload);
    }

    /** A step that is told in words, or by bytes as they were found. */
    public AuditEvent event(
            AuditStep step,
            EventKey key,
            @Nullable Integer completionIndex,
            SourcePosition source,
            Instant time,
            String summary,
            byte @Nullable [] payload) {
        return AuditEvent.newBuilder()
                .setStep(step)
                .setTenant(key.tenant())
                .setSubject(key.id())
                .setCompletionIndex(completionIndex)
                .setActor(actor)
                .setSource(source)
                .setOccurredAt(time)
                .setSummary(summary)
                .setPayload(payload == null ? null : ByteBuffer.wrap(payload))
                .build();
    }
}
