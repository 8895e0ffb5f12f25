package io.draftgate.cli.audit;

import io.draftgate.erasure.KeyState;
import io.draftgate.erasure.SubjectKeys;
import io.draftgate.index.EventOpener;
import io.draftgate.index.OpenedEvent;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.SealedEvent;
import io.draftgate.streams.sealing.Sealing;
import java.util.Optional;

/** Opens what the log seals with the keys of a keystore. Thread-safe. */
public final class SealedEvents implements EventOpener {
    private final SubjectKeys keys;
    private final Sealing sealing;

    /** With these keys. */
    public SealedEvents(SubjectKeys keys) {
        this.keys = keys;
        this.sealing = Sealing.with(keys);
    }

    @Override
    public OpenedEvent open(AuditEvent event) {
        SealedEvent sealed = event.getSealed();
        if (sealed == null) {
            return new OpenedEvent.Clear(event, Optional.empty());
        }
        io.draftgate.streams.sealing.OpenedEvent opened = sealing.open(event);
        if (opened instanceof io.draftgate.streams.sealing.OpenedEvent.Whole whole) {
            return new OpenedEvent.Clear(whole.event(), Optional.of(sealed.getKeyId()));
        }
        return opened instanceof io.draftgate.streams.sealing.OpenedEvent.Erased
                ? new OpenedEvent.Erased(sealed.getKeyId())
                : new OpenedEvent.Locked(sealed.getKeyId());
    }

    @Override
    public boolean isDestroyed(String keyName) {
        return keys.find(keyName) instanceof KeyState.Destroyed;
    }
}
