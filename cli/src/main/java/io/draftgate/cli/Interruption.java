package io.draftgate.cli;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns Ctrl-C and its like into an interrupt of the thread that works, so that it closes what it opened, in its own order. A
 * second signal, or too long a closing, ends the process at once. Thread-safe.
 *
 * <p>A shutdown hook would not do: ONNX Runtime has one, too, which takes its library away under an engine that still runs.
 */
final class Interruption {

    /** A broker and two streams applications close in about two seconds, in five on a busy machine. */
    private static final long MAX_SECONDS_TO_CLOSE = 15;

    /** Exit codes are 128 and the number of the signal, as shells have it. */
    private static final Map<String, Integer> EXIT_CODES = Map.of("INT", 130, "TERM", 143, "HUP", 129);

    private final Thread worker;
    private final AtomicInteger exitCode = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);

    private Interruption(Thread worker) {
        this.worker = worker;
    }

    static Interruption guard(Thread worker) {
        Interruption interruption = new Interruption(worker);
        EXIT_CODES.forEach(interruption::listen);
        return interruption;
    }

    /**
     * The JDK's only way to hear of a signal is in a package that it half hides: by name, it neither breaks the build nor, on
     * a JVM that lacks it, the start.
     */
    private void listen(String name, int signalExitCode) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object stopping = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        stop(signalExitCode);
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), stopping);
        } catch (ReflectiveOperationException e) {
            // The signal then ends the JVM as it always did; what was opened is left to the operating system.
        }
    }

    private void stop(int signalExitCode) {
        if (!exitCode.compareAndSet(0, signalExitCode)) {
            Runtime.getRuntime().halt(signalExitCode);
        }
        worker.interrupt();
        Thread watchdog = new Thread(() -> endIfStuck(signalExitCode), "interruption");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    private void endIfStuck(int signalExitCode) {
        try {
            if (over.await(MAX_SECONDS_TO_CLOSE, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(signalExitCode);
    }

    /** Tells that everything is closed; returns the exit code of the process, given that of the work. */
    int workEnded(int workExitCode) {
        over.countDown();
        int signalExitCode = exitCode.get();
        return signalExitCode == 0 ? workExitCode : signalExitCode;
    }
}
