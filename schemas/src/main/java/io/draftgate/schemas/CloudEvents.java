package io.draftgate.schemas;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * CloudEvents 1.0 attributes as headers: Kafka protocol binding, binary content mode.
 *
 * @param source who writes, as a URI reference, e.g. {@code /draftgate/generator}
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka protocol binding</a>
 */
public record CloudEvents(String source) {
    /** Media type of Avro single-object encoding. */
    public static final String CONTENT_TYPE = "application/avro";

    private static final String ATTRIBUTE = "ce_";

    /** Of each record class, worked out once: to normalise a schema takes longer than to write the record. */
    private static final ClassValue<String> DATA_SCHEMAS = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            Schema schema = SpecificData.getForClass(type).getSchema(type);
            return "avro:crc64:" + Long.toHexString(SchemaNormalization.parsingFingerprint64(schema));
        }
    };

    /**
     * The given headers with this event's attributes in place of any older event's; others (trace, submitter's own) travel on.
     *
     * @param id unique within the source; the same event written again has the same id
     * @param subject key of what the event is about, {@code tenant/id}
     */
    public Headers stamp(Headers headers, SpecificRecord event, String id, String subject, Instant time) {
        return stamp(headers, event, id, subject, time, Map.of());
    }

    /**
     * As {@link #stamp(Headers, SpecificRecord, String, String, Instant)}.
     *
     * @param extensions attributes beside those of the specification; names are lower-case letters and digits
     */
    public Headers stamp(
            Headers headers,
            SpecificRecord event,
            String id,
            String subject,
            Instant time,
            Map<String, String> extensions) {
        RecordHeaders stamped = new RecordHeaders();
        headers.forEach(header -> {
            if (!header.key().startsWith(ATTRIBUTE) && !header.key().equals("content-type")) {
                stamped.add(header);
            }
        });
        add(stamped, ATTRIBUTE + "specversion", "1.0");
        add(stamped, ATTRIBUTE + "id", id);
        add(stamped, ATTRIBUTE + "source", source);
        add(stamped, ATTRIBUTE + "type", "io.draftgate." + event.getSchema().getName());
        add(stamped, ATTRIBUTE + "subject", subject);
        add(stamped, ATTRIBUTE + "time", time.toString());
        add(stamped, ATTRIBUTE + "dataschema", DATA_SCHEMAS.get(event.getClass()));
        extensions.forEach((name, value) -> add(stamped, ATTRIBUTE + name, value));
        add(stamped, "content-type", CONTENT_TYPE);
        return stamped;
    }

    private static void add(Headers headers, String key, String value) {
        headers.add(key, value.getBytes(StandardCharsets.UTF_8));
    }
}
