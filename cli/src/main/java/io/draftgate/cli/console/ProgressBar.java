package io.draftgate.cli.console;

import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** One line that says how far a long work is; it vanishes when closed. Thread-safe. */
public final class ProgressBar implements AutoCloseable {

    /** Back to the start of the line, and clear it. */
    static final String ERASE = "\r\u001b[K";

    private static final int WIDTH = 30;

    /** Faster than this nobody can read, and every picture is a system call. */
    private static final long MIN_NANOS_BETWEEN_PICTURES = 100_000_000;

    private final String label;
    private final long total;
    private final BiConsumer<ProgressBar, String> drawing;
    private final LongSupplier nanoTime;
    private long done;
    private long lastPicture;
    private boolean closed;

    ProgressBar(String label, long total, BiConsumer<ProgressBar, String> drawing, LongSupplier nanoTime) {
        this.label = label;
        this.total = Math.max(1, total);
        this.drawing = drawing;
        this.nanoTime = nanoTime;
        this.lastPicture = nanoTime.getAsLong() - MIN_NANOS_BETWEEN_PICTURES;
    }

    /** Tells how many steps are done in all. */
    public void done(long steps) {
        if (isDue(steps)) {
            drawing.accept(this, ERASE + picture());
        }
    }

    private synchronized boolean isDue(long steps) {
        done = Math.min(steps, total);
        long now = nanoTime.getAsLong();
        if (closed || now - lastPicture < MIN_NANOS_BETWEEN_PICTURES) {
            return false;
        }
        lastPicture = now;
        return true;
    }

    synchronized boolean isOpen() {
        return !closed;
    }

    synchronized String picture() {
        int filled = (int) (WIDTH * done / total);
        return label + " [" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + done + "/" + total;
    }

    @Override
    public void close() {
        drawing.accept(this, ERASE);
        synchronized (this) {
            closed = true;
        }
    }
}
