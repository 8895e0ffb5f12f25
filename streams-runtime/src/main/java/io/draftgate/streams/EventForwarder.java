package io.draftgate.streams;

import io.draftgate.schemas.CloudEvents;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.event.SourcePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Forwards events from a processor with their CloudEvents attributes. Confined to the stream thread. */
public final class EventForwarder {
    /** The tasks of a thread, four or so, together ask no more often than it commits anyway. */
    private static final Duration REQUEST_INTERVAL = StreamsSettings.COMMIT_INTERVAL.multipliedBy(4);

    private final ProcessorContext<String, SpecificRecord> context;
    private final CloudEvents attributes;
    private Instant requestedAt = Instant.EPOCH;

    /**
     * A forwarder of one processor.
     *
     * @param attributes names the service that writes
     */
    public EventForwarder(ProcessorContext<String, SpecificRecord> context, CloudEvents attributes) {
        this.context = context;
        this.attributes = attributes;
    }

    /**
     * Forwards an event.
     *
     * @param headers of the cause; trace and submitter's own travel on
     * @param cause the record that brought the event about
     * @param kind tells events of one cause apart: the same event has the same CloudEvents id, however often it is processed
     */
    public void forward(EventKey key, Headers headers, SpecificRecord event, SourcePosition cause, String kind) {
        forward(key, headers, event, cause, kind, Map.of());
    }

    /**
     * Forwards an event with more attributes.
     *
     * @param extensions CloudEvents extension attributes by name
     */
    public void forward(
            EventKey key,
            Headers headers,
            SpecificRecord event,
            SourcePosition cause,
            String kind,
            Map<String, String> extensions) {
        Instant now = now();
        String id = cause.getTopic() + "-" + cause.getPartition() + "-" + cause.getOffset() + "/" + kind;
        Headers stamped = attributes.stamp(headers, event, id, key.text(), now, extensions);
        context.forward(new Record<>(key.text(), event, now.toEpochMilli(), stamped));
    }

    /** Somebody waits for what was forwarded: it is committed at once, unless that was asked for a moment ago. */
    public void commitSoon() {
        Instant now = now();
        if (Duration.between(requestedAt, now).compareTo(REQUEST_INTERVAL) >= 0) {
            requestedAt = now;
            context.commit();
        }
    }

    /** Where the record stands that is processed now. */
    public SourcePosition position() {
        return context.recordMetadata()
                .map(metadata -> new SourcePosition(metadata.topic(), metadata.partition(), metadata.offset()))
                .orElseThrow(() -> new IllegalStateException("a record without a position"));
    }

    /** The wall clock. */
    public Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
