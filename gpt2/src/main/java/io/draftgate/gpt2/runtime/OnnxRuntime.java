package io.draftgate.gpt2.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.draftgate.gpt2.Device;
import io.draftgate.gpt2.MissingGpuException;
import io.draftgate.gpt2.weights.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A session of ONNX Runtime, silent unless something fails. Thread-safe but for {@link #close}. */
public final class OnnxRuntime implements AutoCloseable {
    /** The longest gap between two parallel nodes of a decode step, and no more. */
    private static final String SPIN_MICROSECONDS = "50";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<OnnxTensor> weights;

    private OnnxRuntime(OrtEnvironment environment, OrtSession session, List<OnnxTensor> weights) {
        this.environment = environment;
        this.session = session;
        this.weights = weights;
    }

    /**
     * Starts a session on the CPU.
     *
     * @param graph an ONNX model whose initializers are all external
     * @param weights the initializers by name; used where they lie until the session is closed
     * @param threads of one run
     */
    public static OnnxRuntime open(byte[] graph, Weights weights, int threads) {
        return open(graph, weights, threads, Device.CPU);
    }

    /**
     * Starts a session on a device.
     *
     * @throws MissingGpuException if the device is a GPU that cannot be used
     */
    public static OnnxRuntime open(byte[] graph, Weights weights, int threads, Device device) {
        return open(graph, weights, threads, device, Optional.empty());
    }

    /**
     * Starts a session that can write down what every node took.
     *
     * @param profile begin of the path of the file that {@link #endProfile} completes; empty to write nothing down
     */
    public static OnnxRuntime open(byte[] graph, Weights weights, int threads, Device device, Optional<Path> profile) {
        var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "draftgate");
        var tensors = new ArrayList<OnnxTensor>();
        var initializers = new HashMap<String, OnnxTensorLike>();
        try (var options = options(threads, device)) {
            if (profile.isPresent()) {
                options.enableProfiling(profile.get().toString());
            }
            for (var weight : weights.tensors().entrySet()) {
                OnnxTensor tensor = OnnxTensor.createTensor(
                        environment,
                        weight.getValue().numbers().duplicate().order(ByteOrder.nativeOrder()),
                        weight.getValue().axes(),
                        weight.getValue().type());
                tensors.add(tensor);
                initializers.put(weight.getKey(), tensor);
            }
            options.addExternalInitializers(initializers);
            return new OnnxRuntime(environment, environment.createSession(graph, options), tensors);
        } catch (OrtException e) {
            tensors.forEach(OnnxTensor::close);
            throw new IllegalStateException("ONNX Runtime refuses the model: " + e.getMessage(), e);
        }
    }

    private static SessionOptions options(int threads, Device device) throws OrtException {
        var options = new SessionOptions();
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        // A thread that sleeps between two nodes wakes too late for the second: at batch 1 that took a fifth of a step.
        // One that spins without end takes the core from whoever shares it.
        options.addConfigEntry("session.intra_op.allow_spinning", "1");
        options.addConfigEntry("session.intra_op.spin_duration_us", SPIN_MICROSECONDS);
        if (device.isGpu()) {
            Cuda.add(options, device);
        }
        return options;
    }

    /** Ends the profile of a session that was opened for one, and tells where it was written to. */
    public Path endProfile() throws OrtException {
        return Path.of(session.endProfiling());
    }

    public String version() {
        return environment.getVersion();
    }

    /** A tensor over direct memory, which it shares. */
    public OnnxTensor floats(ByteBuffer memory, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, memory.asFloatBuffer(), shape);
    }

    /** A tensor over direct memory, which it shares. */
    public OnnxTensor longs(ByteBuffer memory, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, memory.asLongBuffer(), shape);
    }

    /** A tensor over direct memory, which it shares; no shape means a scalar. */
    public OnnxTensor ints(ByteBuffer memory, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, memory.asIntBuffer(), shape);
    }

    /** A truth value. */
    public OnnxTensor truth(boolean value) throws OrtException {
        return OnnxTensor.createTensor(environment, value);
    }

    /** A tensor of any type over direct memory, which it shares. */
    public OnnxTensor tensor(ByteBuffer memory, OnnxJavaType type, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, memory, shape, type);
    }

    /** A tensor over direct memory, which it shares. */
    public OnnxTensor unsignedBytes(ByteBuffer memory, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, memory, shape, OnnxJavaType.UINT8);
    }

    /** A tensor over direct memory, which it shares. */
    public OnnxTensor doubles(ByteBuffer memory, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, memory.asDoubleBuffer(), shape);
    }

    /**
     * Runs the graph; results of a size that only the run knows.
     *
     * @param asked outputs whose memory the runtime gives; the caller closes the result
     * @param outputs outputs that lie in the caller's tensors
     */
    public OrtSession.Result run(Map<String, OnnxTensor> inputs, Set<String> asked, Map<String, OnnxTensor> outputs)
            throws OrtException {
        return session.run(inputs, asked, outputs);
    }

    /** Runs the graph; the results lie in the tensors of {@code outputs}. */
    public void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) throws OrtException {
        session.run(inputs, outputs).close();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close a session: " + e.getMessage(), e);
        } finally {
            weights.forEach(OnnxTensor::close);
        }
    }
}
