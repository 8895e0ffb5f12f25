package io.draftgate.detector.chain;

import io.draftgate.schemas.AuditEvents;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Tells of a dead letter as an audit event that holds it whole. Confined to the stream thread.
 *
 * @see <a href="https://cwiki.apache.org/confluence/x/HwviEQ">KIP-1034, headers of the dead-letter queue</a>
 */
final class DeadLetters extends ContextualProcessor<byte[], byte[], String, AuditEvent> {
    private static final AuditEvents AUDIT = new AuditEvents("audit");
    private static final String PREFIX = "__streams.errors.";

    @Override
    public void process(Record<byte[], byte[]> letter) {
        EventKey key = EventKey.parse(letter.key() == null ? "" : new String(letter.key(), StandardCharsets.UTF_8));
        AuditEvent event = AUDIT.event(
                AuditStep.DEAD_LETTERED,
                key,
                null,
                source(letter.headers()),
                Instant.ofEpochMilli(context().currentSystemTimeMs()),
                text(letter.headers(), "exception").orElse("unknown failure") + ": "
                        + text(letter.headers(), "message").orElse("no message"),
                letter.value());
        context().forward(letter.withKey(key.text()).withValue(event));
    }

    private SourcePosition source(Headers headers) {
        Optional<SourcePosition> origin = text(headers, "topic")
                .map(topic -> new SourcePosition(topic, (int) number(headers, "partition"), number(headers, "offset")));
        return origin.or(() -> context().recordMetadata().map(DeadLetters::position))
                .orElseThrow(() -> new IllegalStateException("a record without a position"));
    }

    private static SourcePosition position(RecordMetadata metadata) {
        return new SourcePosition(metadata.topic(), metadata.partition(), metadata.offset());
    }

    private static long number(Headers headers, String name) {
        try {
            return text(headers, name).map(Long::parseLong).orElse(-1L);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(PREFIX + name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
