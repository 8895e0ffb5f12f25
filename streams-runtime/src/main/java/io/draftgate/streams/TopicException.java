package io.draftgate.streams;

/** The topics are not as the catalogue says, or cannot be asked for; the message is one line and says what to do. */
public final class TopicException extends RuntimeException {
    public TopicException(String message) {
        super(message);
    }

    public TopicException(String message, Throwable cause) {
        super(message, cause);
    }
}
