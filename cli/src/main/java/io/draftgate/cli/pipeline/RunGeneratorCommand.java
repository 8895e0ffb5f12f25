package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.Allowed;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.erasure.KeystoreOption;
import io.draftgate.cli.metrics.MetricsOptions;
import io.draftgate.cli.model.DeviceOptions;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.cli.model.PrecisionOption;
import io.draftgate.cli.model.TasksOption;
import io.draftgate.cli.tracing.TraceExport;
import io.draftgate.cli.tracing.TracingOptions;
import io.draftgate.generator.GeneratorService;
import io.draftgate.generator.GeneratorService.Surroundings;
import io.draftgate.generator.GeneratorSettings;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Tasks;
import io.draftgate.streams.sealing.Sealing;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate run generator}. */
@Command(
        name = "generator",
        description = "Turn prompts into drafts. Several workers with the same Kafka and prefix share the work.",
        footer = {
            "",
            "Examples:",
            "  draftgate run generator --bootstrap localhost:9092 --state-dir state/generator",
            "  draftgate run generator --bootstrap kafka:9092 --state-dir state --model models/gpt2 --slots 16",
            "  draftgate run generator --bootstrap kafka:9092 --state-dir state/1 --provider cuda --device 1"
        })
final class RunGeneratorCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final ServiceOptions serviceOptions = new ServiceOptions();

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    @Mixin
    private final TasksOption tasksOption = new TasksOption();

    @Mixin
    private final DeviceOptions deviceOptions = new DeviceOptions();

    @Mixin
    private final PolicyOption policyOption = new PolicyOption();

    @Mixin
    private final TenantOptions tenantOptions = new TenantOptions();

    @Mixin
    private final MetricsOptions metricsOptions = new MetricsOptions();

    @Mixin
    private final TracingOptions tracingOptions = new TracingOptions();

    @Mixin
    private final KeystoreOption keystoreOption = new KeystoreOption();

    @Mixin
    private final DrillSwitchOptions drillSwitchOptions = new DrillSwitchOptions();

    @Mixin
    private final ReadyFile readyFile = new ReadyFile();

    @Option(names = "--slots", paramLabel = "N", description = "Sequences written at the same time (default: 8).")
    @Allowed(min = 1, max = EngineOptions.MAX_SLOTS)
    private int slots = EngineOptions.DEFAULT_SLOTS;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the engine (default: all processors).")
    @Allowed(min = 1, max = EngineOptions.MAX_THREADS)
    private int threads = EngineOptions.defaults().threads();

    @Mixin
    private final PrecisionOption precisionOption = new PrecisionOption();

    @Option(
            names = "--prefix-cache-mib",
            paramLabel = "N",
            description = "Memory for beginnings that prompts have in common, 0 for none (default: ${DEFAULT-VALUE}).")
    @Allowed(min = 0)
    private int prefixCacheMib = (int) (EngineOptions.DEFAULT_PREFIX_CACHE_BYTES >> 20);

    @Option(
            names = "--max-prompts-per-task",
            paramLabel = "N",
            description = "Past this many waiting prompts a task takes in new ones slowly (default: ${DEFAULT-VALUE}).")
    @Allowed(min = 1)
    private int maxPromptsPerTask = GeneratorSettings.DEFAULT_MAX_PROMPTS_PER_TASK;

    @Option(
            names = "--stall-seconds",
            paramLabel = "S",
            description = "End the process when the engine makes no step for so long (default: ${DEFAULT-VALUE}).")
    @Allowed(min = 1)
    private long stallSeconds = GeneratorSettings.DEFAULT_STALL_TIMEOUT.toSeconds();

    RunGeneratorCommand(Console console) {
        this.console = console;
    }

    @Override
    @SuppressWarnings("try") // metrics are asked for by others
    protected ExitCode run() throws Exception {
        Sealing sealing = keystoreOption.sealing();
        GeneratorSettings settings = new GeneratorSettings(
                serviceOptions.client(),
                serviceOptions.topics().guardedBy(sealing.guard()),
                serviceOptions.stateDirectory(),
                serviceOptions.groupProtocol(),
                serviceOptions.streamThreads(),
                deviceOptions
                        .engine(slots, threads, precisionOption.precision(), console)
                        .withPrefixCacheBytes((long) prefixCacheMib << 20),
                maxPromptsPerTask,
                Duration.ofSeconds(stallSeconds),
                tenantOptions.shares());
        Tasks tasks = tasksOption.open();
        try (Gpt2 model = modelOption.open();
                TraceExport traces = tracingOptions.open("draftgate-generator");
                GeneratorService service = new GeneratorService(
                        settings,
                        model,
                        tasks,
                        policyOption.open(),
                        this::stalled,
                        Surroundings.of(sealing, traces.tracing(), drillSwitchOptions.switches()));
                AutoCloseable metrics = metricsOptions.open(service::measure, service::health)) {
            service.start();
            console.notice("Generating with " + model.name() + ". Ctrl-C stops.");
            readyFile.createWhen(service.running());
            return UntilInterrupted.serve(console, "the generator", service.failure());
        } finally {
            readyFile.remove();
        }
    }

    /** A thread that hangs in native code cannot be ended, and neither can a JVM that waits for it. */
    private void stalled() {
        console.notice("draftgate run generator: the engine made no step for " + stallSeconds
                + " s. The process ends so that another worker takes over.");
        Runtime.getRuntime().halt(ExitCode.COULD_NOT_RUN.number());
    }
}
