package io.draftgate.erasure;

import java.security.SecureRandom;

/**
 * Wraps the keys of subjects. Immutable, thread-safe.
 *
 * @param key a key like any other
 */
record MasterKey(SubjectKey key, SecureRandom random) {
    String id() {
        return key.id();
    }

    Sealed wrap(byte[] secret, byte[] context) {
        return key.seal(secret, context, random);
    }

    byte[] unwrap(Sealed wrapped, byte[] context) {
        return key.open(wrapped, context);
    }
}
