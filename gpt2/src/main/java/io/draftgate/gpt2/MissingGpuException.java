package io.draftgate.gpt2;

/** A GPU was asked for that cannot be used. The message is one line: what is missing. */
public final class MissingGpuException extends RuntimeException {

    public MissingGpuException(String message) {
        super(message);
    }
}
