package io.draftgate.gpt2.safetensors;

import java.io.IOException;

/** A file is no safetensors file. The message is one line: the file, what is wrong, what is expected. */
public final class SafetensorsFormatException extends IOException {

    private final String line;

    SafetensorsFormatException(String file, String problem) {
        super(file + " " + problem);
        line = file + " " + problem;
    }

    /** The message, which is always there. */
    public String line() {
        return line;
    }
}
