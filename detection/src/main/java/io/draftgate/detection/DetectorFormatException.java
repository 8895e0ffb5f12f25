package io.draftgate.detection;

/** A detector file that cannot be used; the message is one line: which file, what is wrong, what was expected. */
public final class DetectorFormatException extends RuntimeException {

    public DetectorFormatException(String message) {
        super(message);
    }

    public DetectorFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
