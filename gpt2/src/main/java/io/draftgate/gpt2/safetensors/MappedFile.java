package io.draftgate.gpt2.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file on disk whose pieces are mapped into memory, so that nothing is copied and files over 2 GiB work. */
public record MappedFile(String name, Path path) implements ByteSource {

    @Override
    public long size() throws IOException {
        return Files.size(path);
    }

    @Override
    public ByteBuffer slice(long offset, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            return channel.map(MapMode.READ_ONLY, offset, length).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
