package io.draftgate.cli.jsonlines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Splits a stream at line feeds, holding one line of bounded length at a time: a file from outside must not fill the heap.
 * Confined to one thread.
 */
final class ByteLines {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final int maxLineBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int limit;
    private long lineBytes;

    ByteLines(InputStream in, int maxLineBytes) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
    }

    /** Moves on to the next line; false at the end of the stream. */
    boolean next() throws IOException {
        line.reset();
        lineBytes = 0;
        boolean any = false;
        while (fill()) {
            any = true;
            int end = endOfLine();
            take(end);
            boolean complete = end < limit;
            position = complete ? end + 1 : end;
            if (complete) {
                return true;
            }
        }
        return any;
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer));
        }
        return position < limit;
    }

    private int endOfLine() {
        int end = position;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private void take(int end) {
        int taken = end - position;
        lineBytes += taken;
        if (lineBytes <= maxLineBytes) {
            line.write(buffer, position, taken);
        }
    }

    /** Length of the line, in bytes, even if it is too long to be kept. */
    long lengthInBytes() {
        return lineBytes;
    }

    boolean isTooLong() {
        return lineBytes > maxLineBytes;
    }

    /** The bytes of a line that is not too long, without the line feed. */
    byte[] bytes() {
        return line.toByteArray();
    }
}
