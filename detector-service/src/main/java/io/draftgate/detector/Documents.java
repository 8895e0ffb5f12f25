package io.draftgate.detector;

import io.draftgate.release.digest.Sha256;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.event.DocumentReceived;
import io.draftgate.schemas.event.DocumentScreened;
import io.draftgate.schemas.event.Screening;
import java.nio.charset.StandardCharsets;

/** Makes the events that tell what was found in a document. */
final class Documents {
    private Documents() {}

    static DocumentScreened screened(DocumentReceived document, Screening screening) {
        return DocumentScreened.newBuilder()
                .setId(document.getId())
                .setTenant(document.getTenant())
                .setTextDigest(Sha256.named(document.getText().getBytes(StandardCharsets.UTF_8)))
                .setScreening(screening)
                .setMetadata(document.getMetadata())
                .build();
    }

    /** Of a document that was erased while it waited: it has an outcome, and no digest. */
    static DocumentScreened erased(EventKey key, Screening screening) {
        return DocumentScreened.newBuilder()
                .setId(key.id())
                .setTenant(key.tenant())
                .setTextDigest("")
                .setScreening(screening)
                .build();
    }
}
