package io.draftgate.gpt2;

/**
 * How much of the machine an engine takes. Immutable.
 * A value outside its range throws an {@link InvalidFieldException}.
 *
 * @param slots sequences that are written at the same time, 1 to {@value #MAX_SLOTS}; each owns its part of the KV-cache
 * @param threads of one forward pass, 1 to {@value #MAX_THREADS}
 * @param precision how exactly the model is computed
 * @param backend how the work is cut into runs
 * @param device where it is computed
 */
public record EngineOptions(int slots, int threads, Precision precision, Backend backend, Device device) {
    /** On two cores a batch of 8 writes about four times as fast as one sequence; more mostly adds latency. */
    public static final int DEFAULT_SLOTS = 8;

    public static final int MAX_SLOTS = 256;

    public static final int MAX_THREADS = 256;

    /** GPT-2's matrices are too small to feed more threads than this. */
    private static final int MAX_DEFAULT_THREADS = 16;

    public EngineOptions {
        if (slots < 1 || slots > MAX_SLOTS) {
            throw new InvalidFieldException("slots", slots, "1 to " + MAX_SLOTS + ", e.g. " + DEFAULT_SLOTS);
        }
        if (threads < 1 || threads > MAX_THREADS) {
            throw new InvalidFieldException("threads", threads, "1 to " + MAX_THREADS + ", e.g. 2");
        }
        if (device.isGpu() && precision == Precision.INT8) {
            throw new InvalidFieldException(
                    "precision",
                    precision.precisionName(),
                    "f32 on a GPU: ONNX Runtime multiplies bytes on the CPU alone");
        }
    }

    /** On the CPU, one run a token. */
    public EngineOptions(int slots, int threads, Precision precision) {
        this(slots, threads, precision, Backend.AUTO, Device.CPU);
    }

    /** In 32 bits. */
    public EngineOptions(int slots, int threads) {
        this(slots, threads, Precision.F32);
    }

    /** {@value #DEFAULT_SLOTS} slots on all processors, in 32 bits. */
    public static EngineOptions defaults() {
        return new EngineOptions(DEFAULT_SLOTS, defaultThreads());
    }

    static int defaultThreads() {
        return Math.min(Runtime.getRuntime().availableProcessors(), MAX_DEFAULT_THREADS);
    }
}
