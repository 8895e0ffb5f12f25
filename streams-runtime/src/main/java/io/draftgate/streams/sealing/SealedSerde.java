package io.draftgate.streams.sealing;

import io.draftgate.erasure.DataSubject;
import io.draftgate.schemas.EventSerde;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Seals the records of a store, each with its subject's key; reads both sealed and plain ones. Thread-safe.
 *
 * @param subject whose text a record holds
 */
public record SealedSerde<T extends SpecificRecord>(
        EventSerde<T> events, Sealing sealing, Function<T, DataSubject> subject) implements Serde<T> {
    @Override
    public Serializer<T> serializer() {
        return (topic, record) ->
                record == null ? null : sealing.sealValue(events.encode(record), subject.apply(record));
    }

    /** Throws {@link ErasedException} for a record whose key is gone. */
    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : events.decode(sealing.openValue(bytes));
    }
}
