package io.draftgate.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A text that is read as a whole. */
public final class InputText {

    /** As much as any record of the pipeline holds. */
    private static final int MAX_BYTES = 8 << 20;

    private InputText() {}

    /**
     * Reads to the end.
     *
     * @param name of the input in messages
     * @throws CommandException if it is too long, or not UTF-8
     */
    public static String read(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw CommandException.couldNotRun(
                    "text-too-long", name + " is longer than " + MAX_BYTES + " bytes", "Cut it into parts");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw CommandException.couldNotRun(
                    "not-utf-8", name + " is not UTF-8", "Convert it, e.g. with iconv -t UTF-8");
        }
    }
}
