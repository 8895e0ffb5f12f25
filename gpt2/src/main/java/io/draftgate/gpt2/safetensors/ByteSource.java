package io.draftgate.gpt2.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of one file, taken in pieces. Implementations are thread-safe. */
public interface ByteSource {

    /** How messages name the file. */
    String name();

    long size() throws IOException;

    /**
     * A read-only, direct, little-endian piece. It stays valid for ever: it is mapped, or memory of its own.
     *
     * @param length at most {@link Integer#MAX_VALUE}; offset + length MUST NOT pass the size
     */
    ByteBuffer slice(long offset, long length) throws IOException;
}
