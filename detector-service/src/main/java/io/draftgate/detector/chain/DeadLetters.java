package io.draftgate.detector.chain;

import io.draftgate.schemas.AuditEvents;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.SourcePosition;
import io.draftgate.streams.DeadLetterCause;
import io.draftgate.streams.sealing.Sealing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Tells of a dead letter as an audit event that holds it whole. Confined to the stream thread. */
final class DeadLetters extends ContextualProcessor<byte[], byte[], String, AuditEvent> {
    private static final AuditEvents AUDIT = new AuditEvents("audit");

    private final Sealing sealing;

    DeadLetters(Sealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public void process(Record<byte[], byte[]> letter) {
        EventKey key = EventKey.parse(letter.key() == null ? "" : new String(letter.key(), StandardCharsets.UTF_8));
        DeadLetterCause cause = DeadLetterCause.of(letter.headers());
        AuditEvent event = AUDIT.event(
                AuditStep.DEAD_LETTERED,
                key,
                null,
                cause.origin().orElseGet(this::ownPosition),
                Instant.ofEpochMilli(context().currentSystemTimeMs()),
                cause.exception() + ": " + cause.message(),
                letter.value());
        // Nobody can tell whose text an unreadable record holds: its tenant's key seals it.
        context()
                .forward(letter.withKey(key.text())
                        .withValue(sealing.seal(event, ""))
                        .withHeaders(sealing.headers(letter.headers())));
    }

    private SourcePosition ownPosition() {
        return context()
                .recordMetadata()
                .map(metadata -> new SourcePosition(metadata.topic(), metadata.partition(), metadata.offset()))
                .orElseThrow(() -> new IllegalStateException("a record without a position"));
    }
}
