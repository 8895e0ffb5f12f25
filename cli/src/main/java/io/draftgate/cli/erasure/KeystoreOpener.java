package io.draftgate.cli.erasure;

import io.draftgate.index.EventOpener;
import io.draftgate.index.OpenedEvent;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.SealedEvent;
import io.draftgate.streams.sealing.OpenedEvent.Erased;
import io.draftgate.streams.sealing.OpenedEvent.Whole;
import io.draftgate.streams.sealing.Sealing;
import java.util.Optional;

/** Opens audit events for the index as far as the keys go. What is locked is indexed as it stands, without its text. Thread-safe. */
public record KeystoreOpener(Sealing sealing) implements EventOpener {
    @Override
    public OpenedEvent open(AuditEvent event) {
        Optional<String> keyName = Optional.ofNullable(event.getSealed()).map(SealedEvent::getKeyId);
        io.draftgate.streams.sealing.OpenedEvent opened = sealing.open(event);
        if (opened instanceof Erased && keyName.isPresent()) {
            return new OpenedEvent.Erased(keyName.get());
        }
        if (opened instanceof Whole whole) {
            return new OpenedEvent.Clear(whole.event(), keyName);
        }
        return keyName.<OpenedEvent>map(OpenedEvent.Locked::new).orElseGet(() -> new OpenedEvent.Clear(event, keyName));
    }

    @Override
    public boolean isDestroyed(String keyName) {
        return sealing.isDestroyed(keyName);
    }
}
