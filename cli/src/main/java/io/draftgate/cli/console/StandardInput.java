package io.draftgate.cli.console;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Standard input of this process, whose reading an interrupt ends: Ctrl-C must not wait for a text that nobody types. Confined
 * to one thread.
 */
final class StandardInput extends InputStream {

    private final FileChannel channel;

    private StandardInput(FileChannel channel) {
        this.channel = channel;
    }

    /** Nothing is closed at the end: the descriptor belongs to the process. */
    @SuppressWarnings("resource")
    static StandardInput open() {
        return new StandardInput(new FileInputStream(FileDescriptor.in).getChannel());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(bytes, offset, length));
    }
}
