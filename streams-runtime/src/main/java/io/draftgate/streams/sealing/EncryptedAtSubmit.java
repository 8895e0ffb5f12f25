package io.draftgate.streams.sealing;

import io.draftgate.erasure.DataSubject;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.PromptRejected;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.PromptUnfulfilled;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Which records are encrypted in their topics: prompts that were submitted so, and all that becomes of them. */
final class EncryptedAtSubmit {
    private EncryptedAtSubmit() {}

    /** Whose key encrypts the record; empty for one that lies in the open. */
    static Optional<DataSubject> subject(SpecificRecord record) {
        if (record instanceof PromptSubmitted prompt) {
            return subject(prompt.getEncrypted(), prompt.getTenant(), prompt.getRequestedBy());
        }
        if (record instanceof DraftGenerated draft) {
            return subject(draft.getEncrypted(), draft.getTenant(), draft.getRequestedBy());
        }
        if (record instanceof DraftScreened screened) {
            return subject(screened.getDraft());
        }
        if (record instanceof PromptRejected rejected) {
            return Optional.ofNullable(rejected.getEncryptedFor())
                    .map(author -> new DataSubject(rejected.getTenant(), author));
        }
        if (record instanceof PromptUnfulfilled ended) {
            return Optional.ofNullable(ended.getEncryptedFor())
                    .map(author -> new DataSubject(ended.getTenant(), author));
        }
        return Optional.empty();
    }

    private static Optional<DataSubject> subject(boolean encrypted, String tenant, String author) {
        return encrypted ? Optional.of(new DataSubject(tenant, author)) : Optional.empty();
    }
}
