package io.draftgate.index;

import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.SealedEvent;
import java.util.Optional;

/** Opens audit events that are sealed with a key. MUST be thread-safe. */
public interface EventOpener {
    /** The event in the clear, if its key is still there. */
    OpenedEvent open(AuditEvent event);

    /** Whether a key is gone, so that what it opened is to be forgotten. */
    boolean isDestroyed(String keyName);

    /** Without any key: what is sealed stays so. */
    static EventOpener unsealed() {
        return new EventOpener() {
            @Override
            public OpenedEvent open(AuditEvent event) {
                SealedEvent sealed = event.getSealed();
                return sealed == null
                        ? new OpenedEvent.Clear(event, Optional.empty())
                        : new OpenedEvent.Locked(sealed.getKeyId());
            }

            @Override
            public boolean isDestroyed(String keyName) {
                return false;
            }
        };
    }
}
