package io.draftgate.erasure;

/** Something sealed was changed after it was sealed, or stands where it does not belong. */
public final class BrokenSealException extends RuntimeException {
    BrokenSealException(String message, Throwable cause) {
        super(message, cause);
    }
}
