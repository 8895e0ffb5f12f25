package io.draftgate.detection.surface;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.Deflater;

/**
 * How well the beginning of a text compresses. Thread-safe: keeps as many compressors as threads ever asked at once, because
 * to set one up takes as long as what it is needed for.
 */
final class Compression {

    private final Queue<Deflater> idle = new ConcurrentLinkedQueue<>();

    /**
     * The share of its bytes that a beginning takes once compressed.
     *
     * @param bytes of the beginning, in UTF-8
     * @return NaN if the text is shorter
     */
    double ratio(String text, int bytes) {
        byte[] head = text.substring(0, Math.min(text.length(), bytes)).getBytes(StandardCharsets.UTF_8);
        if (head.length < bytes) {
            return Double.NaN;
        }
        Deflater waiting = idle.poll();
        Deflater deflater = waiting == null ? new Deflater(Deflater.BEST_COMPRESSION, true) : waiting;
        deflater.setInput(head, 0, bytes);
        deflater.finish();
        int compressed = deflater.deflate(new byte[2 * bytes]);
        deflater.reset();
        idle.add(deflater);
        return (double) compressed / bytes;
    }
}
