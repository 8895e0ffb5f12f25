package io.draftgate.streams.sealing;

import io.draftgate.schemas.event.AuditEvent;
import java.time.Instant;

/** An audit event as far as it can be read. */
public sealed interface OpenedEvent {
    /** What anybody may read: step, ids, actor, time, where it came from. */
    AuditEvent event();

    /** All of it: it was never sealed, or the key was there. */
    record Whole(AuditEvent event) implements OpenedEvent {}

    /** Its subject's key was destroyed. */
    record Erased(AuditEvent event, Instant at) implements OpenedEvent {}

    /** The key is not at hand: no keystore was named, or another one. */
    record Locked(AuditEvent event) implements OpenedEvent {}

    /** The seal is broken: somebody changed the event and, if the chain holds, did so before it was chained. */
    record Broken(AuditEvent event, String why) implements OpenedEvent {}
}
