package io.draftgate.streams.sealing;

import io.draftgate.erasure.DataSubject;
import io.draftgate.schemas.EventSerde;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Seals records, each with its subject's key; reads both sealed and plain ones. Thread-safe.
 *
 * @param subject whose text a record holds; empty for a record that is left as it is
 */
public record SealedSerde<T extends SpecificRecord>(
        EventSerde<T> events, Sealing sealing, Function<T, Optional<DataSubject>> subject) implements Serde<T> {
    @Override
    public Serializer<T> serializer() {
        return (topic, record) -> record == null ? null : sealed(record);
    }

    private byte[] sealed(T record) {
        byte[] encoded = events.encode(record);
        return subject.apply(record)
                .map(whose -> sealing.sealValue(encoded, whose))
                .orElse(encoded);
    }

    /** Throws {@link ErasedException} for a record whose key is gone. */
    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : events.decode(sealing.openValue(bytes));
    }
}
