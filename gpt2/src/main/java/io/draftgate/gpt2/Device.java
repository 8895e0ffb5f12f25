package io.draftgate.gpt2;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where an engine computes. Immutable.
 * A value outside its range throws an {@link InvalidFieldException}.
 *
 * @param number which of several GPUs, 0 to {@value #MAX_NUMBER}; 0 on the CPU
 * @param options handed to the provider as they are, e.g. {@code gpu_mem_limit}; empty on the CPU
 * @see <a href="https://onnxruntime.ai/docs/execution-providers/CUDA-ExecutionProvider.html#configuration-options">the options of
 *     CUDA</a>
 */
public record Device(Provider provider, int number, Map<String, String> options) {
    /** More than any host holds. */
    public static final int MAX_NUMBER = 63;

    /** The one processor that every machine has. */
    public static final Device CPU = new Device(Provider.CPU, 0, Map.of());

    public Device {
        options = Map.copyOf(options);
        if (number < 0 || number > MAX_NUMBER) {
            throw new InvalidFieldException("device", number, "0 to " + MAX_NUMBER + ", e.g. 0 for the first GPU");
        }
        if (provider == Provider.CPU && number > 0) {
            throw new InvalidFieldException("device", number, "0, or the provider cuda: the CPU is one device");
        }
        if (provider == Provider.CPU && !options.isEmpty()) {
            throw new InvalidFieldException(
                    "cudaOption", new TreeMap<>(options), "none, or the provider cuda: the CPU takes no options");
        }
    }

    /** A GPU by its number, with the provider's own defaults. */
    public static Device cuda(int number) {
        return new Device(Provider.CUDA, number, Map.of());
    }

    public boolean isGpu() {
        return provider == Provider.CUDA;
    }
}
