package io.draftgate.streams.sealing;

import org.apache.kafka.common.errors.SerializationException;

/** What was sealed here cannot be read any more: its key was destroyed, or is not in this keystore. */
public final class ErasedException extends SerializationException {
    ErasedException(String message) {
        super(message);
    }
}
