package io.draftgate.gpt2.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.draftgate.gpt2.Device;
import io.draftgate.gpt2.MissingGpuException;
import io.draftgate.gpt2.graph.GraphBuilder;
import io.draftgate.gpt2.weights.Weights;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** ONNX Runtime's provider for NVIDIA's GPUs: what it needs, and how a session gets it. */
public final class Cuda {
    /** Comes with NVIDIA's driver. */
    private static final String DRIVER = "libcuda.so.1";

    /** What the provider of onnxruntime_gpu 1.28.0 is linked with; cuDNN is not among them, see {@link #DEFAULTS}. */
    private static final List<String> LIBRARIES =
            List.of("libcudart.so.12", "libcublas.so.12", "libcublasLt.so.12", "libcurand.so.10");

    /** GPT-2 has no convolutions, so the one optional library need not be there. */
    private static final Map<String, String> DEFAULTS = Map.of("enable_cudnn", "0");

    private Cuda() {}

    /** Why a GPU cannot be used, in one line; empty if a session of ONNX Runtime starts on it. */
    public static Optional<String> problem(Device device) {
        try {
            OnnxRuntime.open(smallestGraph(), new Weights(Map.of()), 1, device).close();
            return Optional.empty();
        } catch (MissingGpuException | IllegalStateException e) {
            return Optional.of(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given"));
        }
    }

    private static byte[] smallestGraph() {
        var graph = new GraphBuilder();
        graph.input("x", GraphBuilder.FLOAT, List.of(1));
        graph.output("y", GraphBuilder.FLOAT, List.of(1));
        graph.node(GraphBuilder.ONNX, "Neg", "y", List.of("x"));
        return graph.build();
    }

    /** Why no session can be had on a GPU of this machine, in one line; empty if nothing is known to be missing. */
    static Optional<String> missing() {
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            return Optional.of("this build has no CUDA provider; build with the Maven profile gpu (-Pgpu)");
        }
        return isLinux() ? missing(SharedLibraries.ofThisMachine()) : Optional.empty();
    }

    static Optional<String> missing(SharedLibraries libraries) {
        if (!libraries.has(DRIVER)) {
            return Optional.of(
                    "NVIDIA's driver is missing (" + DRIVER + "); install it, or pass the GPU to the container");
        }
        List<String> absent =
                LIBRARIES.stream().filter(name -> !libraries.has(name)).toList();
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of("of CUDA 12 " + String.join(", ", absent)
                        + (absent.size() == 1 ? " is" : " are")
                        + " missing; install CUDA 12, or name its folder in LD_LIBRARY_PATH");
    }

    /**
     * Lets a session compute on a GPU.
     *
     * @throws MissingGpuException if it cannot
     */
    static void add(SessionOptions options, Device device) {
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            throw new MissingGpuException(missing.get());
        }
        try (var cuda = new OrtCUDAProviderOptions(device.number())) {
            for (Map.Entry<String, String> option : DEFAULTS.entrySet()) {
                cuda.add(option.getKey(), device.options().getOrDefault(option.getKey(), option.getValue()));
            }
            for (Map.Entry<String, String> option : device.options().entrySet()) {
                cuda.add(option.getKey(), option.getValue());
            }
            options.addCUDA(cuda);
        } catch (OrtException e) {
            throw new MissingGpuException("CUDA device " + device.number() + " cannot be used: " + firstLine(e));
        }
    }

    static String firstLine(OrtException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
    }
}
