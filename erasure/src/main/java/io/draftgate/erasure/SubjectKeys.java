package io.draftgate.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the keys of subjects are kept. Implementations are thread-safe, and a key that was destroyed by one process is not used
 * by another from its next call on.
 */
public interface SubjectKeys {
    /** The key that seals now, made if there is none. A subject whose key was destroyed gets a new one. */
    SubjectKey current(DataSubject subject);

    /** The key of an id. */
    KeyState find(String keyId);

    /**
     * Destroys keys for ever.
     *
     * @param tenant only of this tenant
     * @param author only of this author
     * @return what was destroyed, none if there was nothing
     */
    List<Destruction> destroy(Optional<String> tenant, Optional<String> author, Instant now);

    /** One key that was destroyed. */
    record Destruction(DataSubject subject, String keyId) {}
}
