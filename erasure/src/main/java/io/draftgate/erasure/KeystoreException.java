package io.draftgate.erasure;

/** A keystore that cannot be used. */
public final class KeystoreException extends RuntimeException {
    KeystoreException(String message) {
        super(message);
    }

    KeystoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
