package io.draftgate.cli.deadletter;

import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.event.DeadLetterSettled;
import io.draftgate.streams.DeadLetterCause;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be worked on, and what was done about it.
 *
 * @param record as it lies in the dead-letter topic, whole
 * @param settled how it was worked off; null while it waits
 */
record DeadLetter(
        LetterId id,
        ConsumerRecord<byte[], byte[]> record,
        DeadLetterCause cause,
        @Nullable DeadLetterSettled settled) {

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        LetterId id = new LetterId(record.topic(), record.partition(), record.offset());
        return new DeadLetter(id, record, DeadLetterCause.of(record.headers()), null);
    }

    DeadLetter settledBy(@Nullable DeadLetterSettled settlement) {
        return new DeadLetter(id, record, cause, settlement);
    }

    boolean isOpen() {
        return settled == null;
    }

    /** What it is about, as far as its key tells. */
    EventKey key() {
        byte[] key = record.key();
        return EventKey.parse(key == null ? "" : new String(key, StandardCharsets.UTF_8))
                .cut();
    }

    Instant at() {
        return Instant.ofEpochMilli(record.timestamp());
    }
}
