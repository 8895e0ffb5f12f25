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
 * @param prefixCacheBytes what beginnings of prompts are kept in, so that the next prompt that begins alike is not read from the
 *     start; 0 keeps none. The back end {@code chunk} keeps none either
 */
public record EngineOptions(
        int slots, int threads, Precision precision, Backend backend, Device device, long prefixCacheBytes) {
    /** 3,600 tokens of the released 124M, taken as they are needed. */
    public static final long DEFAULT_PREFIX_CACHE_BYTES = 256L << 20;

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
        if (prefixCacheBytes < 0) {
            throw new InvalidFieldException(
                    "prefixCacheBytes", prefixCacheBytes, "0 (none) or more, e.g. " + DEFAULT_PREFIX_CACHE_BYTES);
        }
        if (device.isGpu() && precision != Precision.F32) {
            throw new InvalidFieldException(
                    "precision",
                    precision.precisionName(),
                    "f32 on a GPU: ONNX Runtime multiplies bytes on the CPU alone");
        }
    }

    /** With the usual room for beginnings of prompts. */
    public EngineOptions(int slots, int threads, Precision precision, Backend backend, Device device) {
        this(slots, threads, precision, backend, device, DEFAULT_PREFIX_CACHE_BYTES);
    }

    /** On the CPU, one run a token. */
    public EngineOptions(int slots, int threads, Precision precision) {
        this(slots, threads, precision, Backend.AUTO, Device.CPU);
    }

    /** In 32 bits. */
    public EngineOptions(int slots, int threads) {
        this(slots, threads, Precision.F32);
    }

    /** The same with other room for beginnings of prompts. */
    public EngineOptions withPrefixCacheBytes(long bytes) {
        return new EngineOptions(slots, threads, precision, backend, device, bytes);
    }

    /** {@value #DEFAULT_SLOTS} slots on all processors, in 32 bits. */
    public static EngineOptions defaults() {
        return new EngineOptions(DEFAULT_SLOTS, defaultThreads());
    }

    public static int defaultThreads() {
        return Math.min(Runtime.getRuntime().availableProcessors(), MAX_DEFAULT_THREADS);
    }
}
