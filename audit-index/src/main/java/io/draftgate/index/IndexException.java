package io.draftgate.index;

/** The index cannot be opened, read or written; the message says which and why. */
public final class IndexException extends RuntimeException {
    IndexException(String message) {
        super(message);
    }

    IndexException(String message, Throwable cause) {
        super(message, cause);
    }
}
