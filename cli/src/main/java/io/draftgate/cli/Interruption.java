package io.draftgate.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an interrupt of the thread that works, and gives it the time to close what it opened. The JVM itself then
 * ends with 130 for SIGINT and 143 for SIGTERM. Thread-safe.
 */
final class Interruption {

    /** A broker and two streams applications close in about two seconds; a third Ctrl-C should not be needed. */
    private static final long MAX_SECONDS_TO_CLOSE = 20;

    private final CountDownLatch over = new CountDownLatch(1);

    private Interruption() {}

    static Interruption guard(Thread worker) {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.stop(worker), "interruption"));
        return interruption;
    }

    private void stop(Thread worker) {
        if (over.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            boolean closed = over.await(MAX_SECONDS_TO_CLOSE, TimeUnit.SECONDS);
            assert closed : "the JVM ends whether or not everything was closed";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From here on there is nothing left to close. */
    void workIsOver() {
        over.countDown();
    }
}
