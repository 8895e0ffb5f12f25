package io.draftgate.cli.model;

import io.draftgate.cli.command.Allowed;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.console.Console;
import io.draftgate.gpt2.Backend;
import io.draftgate.gpt2.Device;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.Provider;
import io.draftgate.gpt2.engine.Engine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say with what an engine computes. */
public final class DeviceOptions {

    /** What becomes of a command whose GPU cannot be used. */
    enum MissingGpu {
        FAIL,
        CPU
    }

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description =
                    "step: a run a token; chunk: several tokens a run, drawn in the graph; auto: chunk on a GPU, else "
                            + "step (default: auto).")
    private Backend backend = Backend.AUTO;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "cpu, or cuda in a build with -Pgpu (default: cpu).")
    private Provider provider = Provider.CPU;

    @Option(names = "--device", paramLabel = "N", description = "Which GPU, if there are several (default: 0).")
    @Allowed(min = 0, max = Device.MAX_NUMBER)
    private int device;

    @Option(
            names = "--cuda-option",
            paramLabel = "KEY=VALUE",
            description = "An option of ONNX Runtime's CUDA provider, such as gpu_mem_limit; can be repeated.")
    private Map<String, String> cudaOptions = new LinkedHashMap<>();

    @Option(
            names = "--on-missing-gpu",
            paramLabel = "fail|cpu",
            description = "What to do where the GPU cannot be used (default: fail).")
    private MissingGpu onMissingGpu = MissingGpu.FAIL;

    /** An engine of this size on the machine's processors, in 32 bits. */
    public EngineOptions engine(int slots, Console console) {
        return engine(slots, EngineOptions.defaults().threads(), Precision.F32, console);
    }

    /**
     * The options of an engine on a device that is there. One line tells if it is another than was asked for.
     *
     * @throws CommandException if a GPU was asked for that cannot be used, and the CPU is no substitute
     */
    public EngineOptions engine(int slots, int threads, Precision precision, Console console) {
        // Checked before the GPU is: a wrong option is wrong on any machine.
        EngineOptions wanted =
                new EngineOptions(slots, threads, precision, backend, new Device(provider, device, cudaOptions));
        Optional<String> problem = Engine.problem(wanted.device());
        if (problem.isEmpty()) {
            return wanted;
        }
        if (onMissingGpu == MissingGpu.FAIL) {
            throw CommandException.couldNotRun(
                    "missing-gpu", problem.get(), "Mend that, or choose --provider cpu or --on-missing-gpu cpu");
        }
        console.notice("No GPU: " + problem.get() + ". Computing on the CPU.");
        return new EngineOptions(slots, threads, precision, backend, Device.CPU);
    }
}
