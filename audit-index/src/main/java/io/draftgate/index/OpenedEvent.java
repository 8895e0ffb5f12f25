package io.draftgate.index;

import io.draftgate.schemas.event.AuditEvent;
import java.util.Optional;

/** An audit event, as far as it can still be read. */
public sealed interface OpenedEvent {
    /**
     * It can be read.
     *
     * @param event in the clear
     * @param keyName the key whose destruction erases it; empty if it was never sealed
     */
    record Clear(AuditEvent event, Optional<String> keyName) implements OpenedEvent {}

    /**
     * It is sealed with a key that is not at hand.
     *
     * @param keyName of that key
     */
    record Locked(String keyName) implements OpenedEvent {}

    /**
     * Its key was destroyed.
     *
     * @param keyName of that key
     */
    record Erased(String keyName) implements OpenedEvent {}
}
