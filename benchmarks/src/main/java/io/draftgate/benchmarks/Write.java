package io.draftgate.benchmarks;

import io.draftgate.gpt2.Backend;
import io.draftgate.gpt2.Device;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One step of the engine with the bundled model: all that a token costs, in a model small enough for that to show. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Write {
    private static final int STEPS = 64;

    @Param({"STEP", "CHUNK"})
    Backend backend = Backend.STEP;

    @Param({"F32", "INT8"})
    Precision precision = Precision.F32;

    @Param({"1", "8"})
    int batch = 1;

    private final Gpt2 model = Gpt2.bundled();
    private @Nullable Engine engine;
    private long seed;

    /** Starts the engine. */
    @Setup
    public void start() {
        engine = Engine.start(model, new EngineOptions(batch, 1, precision, backend, Device.CPU));
    }

    /** Ends it. */
    @TearDown
    public void close() {
        if (engine != null) {
            engine.close();
        }
        model.close();
    }

    /** A token of every sequence of the batch. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public Generation step() {
        if (engine == null) {
            throw new IllegalStateException("the engine is not started");
        }
        var result = new CompletableFuture<Generation>();
        var parameters = new SamplingParameters(1, 40, 1, List.of(), STEPS, seed++);
        engine.submit(
                new GenerationRequest("write", List.of(model.tokenizer().endOfText()), parameters, batch, false),
                new GenerationListener() {
                    @Override
                    public void completed(Generation generation) {
                        result.complete(generation);
                    }

                    @Override
                    public void failed(String id, String reason) {
                        result.completeExceptionally(new IllegalStateException(reason));
                    }
                });
        return result.join();
    }
}
