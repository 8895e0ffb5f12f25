package io.draftgate.detector;

import io.draftgate.schemas.CloudEvents;
import io.draftgate.schemas.event.SourcePosition;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Forwards events from a processor with their CloudEvents attributes. Confined to the stream thread. */
final class EventForwarder {
    private static final CloudEvents CLOUD_EVENTS = new CloudEvents("/draftgate/detector");

    private final ProcessorContext<String, SpecificRecord> context;

    EventForwarder(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
    }

    /**
     * Forwards an event.
     *
     * @param kind tells events of one cause apart; the same cause has the same CloudEvents id, however often it is processed
     */
    void forward(String key, Headers headers, SpecificRecord event, String kind) {
        SourcePosition source = position();
        String id = source.getTopic() + "-" + source.getPartition() + "-" + source.getOffset() + "/" + kind;
        Headers stamped = CLOUD_EVENTS.stamp(headers, event, id, key, now());
        context.forward(new Record<>(key, event, now().toEpochMilli(), stamped));
    }

    /** Where the record stands that is processed now. */
    SourcePosition position() {
        return context.recordMetadata()
                .map(metadata -> new SourcePosition(metadata.topic(), metadata.partition(), metadata.offset()))
                .orElseThrow(() -> new IllegalStateException("a record without a position"));
    }

    Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
