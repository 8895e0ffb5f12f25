package io.draftgate.gpt2.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A file that was read whole, such as one inside a jar. */
public record InMemoryFile(String name, ByteBuffer bytes) implements ByteSource {

    public InMemoryFile {
        bytes = ByteBuffer.allocateDirect(bytes.remaining())
                .put(bytes.duplicate())
                .flip()
                .asReadOnlyBuffer();
    }

    @Override
    public long size() {
        return bytes.capacity();
    }

    @Override
    public ByteBuffer slice(long offset, long length) {
        return bytes.slice(Math.toIntExact(offset), Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
