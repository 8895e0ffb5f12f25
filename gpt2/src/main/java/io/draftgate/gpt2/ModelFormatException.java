package io.draftgate.gpt2;

/** A model folder cannot be read. The message is one line that names the file, what is wrong with it and what is expected. */
public final class ModelFormatException extends RuntimeException {

    public ModelFormatException(String message) {
        super(message);
    }

    public ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
