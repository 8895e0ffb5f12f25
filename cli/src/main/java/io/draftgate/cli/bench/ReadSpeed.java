package io.draftgate.cli.bench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * How fast memory can be read: what bounds the writing of a single sequence, which reads every weight for every token. Measured
 * by comparing two equal buffers, far larger than the caches, byte by byte: the JVM does that in whole vector registers and
 * writes nothing.
 */
final class ReadSpeed {

    /** Two of them are read at once by every thread; no processor caches as much. */
    private static final int BUFFER_BYTES = 128 << 20;

    /** The first passes let the compiler catch up. */
    private static final int WARM_UP_PASSES = 2;

    private static final int PASSES = 6;

    private static final double NANOS_PER_SECOND = 1e9;

    private ReadSpeed() {}

    /** Bytes that all threads together read in a second, in the best of {@value #PASSES} passes. */
    static double bytesPerSecond(int threads) throws ExecutionException, InterruptedException {
        List<Callable<Integer>> readers = IntStream.range(0, threads)
                .mapToObj(thread ->
                        reader(ByteBuffer.allocateDirect(BUFFER_BYTES), ByteBuffer.allocateDirect(BUFFER_BYTES)))
                .toList();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            long shortest = Long.MAX_VALUE;
            for (int pass = -WARM_UP_PASSES; pass < PASSES; pass++) {
                long began = System.nanoTime();
                for (Future<Integer> read : executor.invokeAll(readers)) {
                    read.get();
                }
                long nanos = System.nanoTime() - began;
                shortest = pass < 0 ? shortest : Math.min(shortest, nanos);
            }
            return 2.0 * BUFFER_BYTES * threads * NANOS_PER_SECOND / shortest;
        } finally {
            executor.shutdown();
        }
    }

    private static Callable<Integer> reader(ByteBuffer one, ByteBuffer other) {
        return () -> one.mismatch(other);
    }
}
