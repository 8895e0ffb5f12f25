package io.draftgate.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Decides how a record lies in its topic: as it is, or encrypted. Implementations are thread-safe. */
public interface ValueGuard {
    /** A serde that writes records of a type as they may lie there, and reads what was written in either way. */
    <V extends SpecificRecord> Serde<V> guard(EventSerde<V> events);

    /** Every record lies as it is. */
    static ValueGuard open() {
        return new ValueGuard() {
            @Override
            public <V extends SpecificRecord> Serde<V> guard(EventSerde<V> events) {
                return events;
            }
        };
    }
}
