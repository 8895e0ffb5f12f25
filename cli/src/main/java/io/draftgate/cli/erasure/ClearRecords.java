package io.draftgate.cli.erasure;

import io.draftgate.cli.release.DraftItem;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.DraftGenerated;
import java.util.Optional;

/**
 * Counts the records about a subject whose text was never sealed. Of an author, only those that name them are counted. Confined
 * to one thread.
 */
final class ClearRecords {
    private final Optional<String> tenant;
    private final Optional<String> author;
    private long count;

    ClearRecords(Optional<String> tenant, Optional<String> author) {
        this.tenant = tenant;
        this.author = author;
    }

    void read(AuditEvent event) {
        boolean inTheClear = event.getSealed() == null && event.getPayload() != null;
        boolean ofTheTenant =
                tenant.map(event.getTenant()::equals).orElse(!event.getTenant().isEmpty());
        if (inTheClear && ofTheTenant && author.map(name -> isBy(event, name)).orElse(true)) {
            count++;
        }
    }

    long count() {
        return count;
    }

    private static boolean isBy(AuditEvent event, String name) {
        return DraftItem.generated(event)
                .or(() -> DraftItem.routed(event).map(screened -> screened.getDraft()))
                .map(DraftGenerated::getRequestedBy)
                .filter(name::equals)
                .isPresent();
    }
}
