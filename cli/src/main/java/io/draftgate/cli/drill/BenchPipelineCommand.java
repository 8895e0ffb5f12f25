package io.draftgate.cli.drill;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.cli.model.PrecisionOption;
import io.draftgate.cli.pipeline.TemporaryFolder;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate bench pipeline}. */
@Command(
        name = "pipeline",
        description = {
            "Start a broker, workers and a detector as processes of their own and measure what all but the model costs: tokens a "
                    + "second against the same engines alone, before and after; and each prompt's own share, from its append to "
                    + "a slot and from its last token to the moment when a reader with read_committed has the routed draft.",
            "CPU is what each process took of the processors while the pipeline was full, which begins when the JVMs are warm: "
                    + "when their compilers take less than a twentieth of it. Leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate bench pipeline",
            "  draftgate bench pipeline --workers 1,2,4 --json",
            "  draftgate bench pipeline --model gpt2 --precision int8 --prompts 40",
            "  draftgate bench pipeline --null-engine 20 --slots 64 --prompts 20000 --max-tokens 8",
            "  draftgate bench pipeline --null-engine 20 --slots 64 --prompts 1000000 --soak"
        })
public final class BenchPipelineCommand extends DraftgateCommand {
    private final Console console;
    private final Class<?> main;

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    @Mixin
    private final PrecisionOption precisionOption = new PrecisionOption();

    @Option(
            names = "--workers",
            paramLabel = "W",
            split = ",",
            description = "Generator workers; several numbers with commas between (default: 1).")
    private List<Integer> workers = List.of(1);

    @Option(names = "--prompts", paramLabel = "N", description = "How many to measure (default: ${DEFAULT-VALUE}).")
    private int prompts = 200;

    @Option(names = "--slots", paramLabel = "N", description = "Of each engine (default: ${DEFAULT-VALUE}).")
    private int slots = EngineOptions.DEFAULT_SLOTS;

    @Option(names = "--max-tokens", paramLabel = "N", description = "Of each draft (default: ${DEFAULT-VALUE}).")
    private int maxTokens = 100;

    @Option(
            names = "--null-engine",
            paramLabel = "MILLIS",
            arity = "0..1",
            fallbackValue = "20",
            description =
                    "No model: every draft takes so long (20 without a number), and only the plumbing is measured.")
    private @Nullable Long nullEngineMillis;

    @Option(names = "--without-detector", description = "Generator workers alone; drafts end in drafts.generations.")
    private boolean withoutDetector;

    @Option(
            names = "--soak",
            description =
                    "Also watch the memory of all processes. Exit code 3 if workers and detector grew by more than "
                            + "--most-growth after the first fifth.")
    private boolean soak;

    @Option(
            names = "--most-growth",
            paramLabel = "MIB",
            description = "Growth of resident memory that is no leak yet (default: ${DEFAULT-VALUE}).")
    private long mostGrowthMebibytes = 64;

    @Option(
            names = "--logs",
            paramLabel = "DIR",
            description = "Keep there what the processes print and warn of (default: nothing is kept).")
    private @Nullable Path logs;

    /**
     * The command, writing to a console.
     *
     * @param main of this program, which the processes of the pipeline run, too
     */
    public BenchPipelineCommand(Console console, Class<?> main) {
        this.console = console;
        this.main = main;
    }

    @Override
    protected ExitCode run() throws Exception {
        DrillOptions.atLeast("--prompts", 1, prompts);
        DrillOptions.atLeast("--slots", 1, slots);
        DrillOptions.atLeast("--max-tokens", 1, maxTokens);
        for (int count : workers) {
            DrillOptions.atLeast("--workers", 1, count);
        }
        List<BenchPipelineDocument.Run> runs = new ArrayList<>();
        try (Gpt2 model = modelOption.open()) {
            for (int count : workers) {
                runs.add(measure(model, count));
            }
            report(model, runs);
        }
        boolean isFlat = runs.stream().allMatch(run -> run.growthBytes() <= mostGrowthMebibytes << 20);
        return soak && !isFlat ? ExitCode.FOUND_WRONG : ExitCode.DONE;
    }

    private BenchPipelineDocument.Run measure(Gpt2 model, int count) throws IOException, InterruptedException {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / count);
        BenchPipelineEngines engines = new BenchPipelineEngines(
                model, new EngineOptions(slots, threads, precisionOption.precision()), count, maxTokens);
        Double before = nullEngineMillis == null ? engines.tokensPerSecond(prompts) : null;
        BenchPipelineMemory memory = new BenchPipelineMemory(this::tell);
        BenchPipelineRun.Result result = pipeline(count, memory);
        Double engine = before == null ? null : Double.valueOf((before + engines.tokensPerSecond(prompts)) / 2);
        return BenchPipelineDocument.Run.of(count, threads, engine, result, memory);
    }

    private BenchPipelineRun.Result pipeline(int count, BenchPipelineMemory memory) throws IOException {
        ClusterPlan plan = ClusterPlan.ofWorkers(count).withWorkerOptions(workerOptions());
        BenchPipelineRun.Setup setup =
                new BenchPipelineRun.Setup(prompts, slots, maxTokens, Math.max(2 * slots * count, prompts / 10));
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            return new BenchPipelineRun(
                            OwnProgram.ofThisProcess(main),
                            withoutDetector ? plan.withoutDetector() : plan,
                            setup,
                            memory)
                    .measure(folder.path(), logs == null ? folder.path().resolve("logs") : logs);
        }
    }

    private List<String> workerOptions() {
        List<String> options = new ArrayList<>(List.of(
                "--slots=" + slots, "--precision=" + precisionOption.precision().precisionName()));
        modelOption.typed().ifPresent(typed -> options.add("--model=" + typed));
        if (nullEngineMillis != null) {
            options.add("--drill-null-engine-millis=" + nullEngineMillis);
        }
        return options;
    }

    private void tell(BenchPipelineMemory.Sample sample) {
        if (soak && !json()) {
            console.line(String.format(
                    Locale.ROOT,
                    "%9d prompts  resident: broker %4d, workers %4d, detector %4d MiB  %.0f prompts/s",
                    sample.prompts(),
                    sample.brokerBytes() >> 20,
                    sample.workerBytes() >> 20,
                    sample.detectorBytes() >> 20,
                    sample.promptsPerSecond()));
        }
    }

    private void report(Gpt2 model, List<BenchPipelineDocument.Run> runs) {
        if (json()) {
            console.json(new BenchPipelineDocument(
                    model.name(),
                    precisionOption.precision().precisionName(),
                    nullEngineMillis,
                    StreamsSettings.COMMIT_INTERVAL.toMillis(),
                    Runtime.getRuntime().availableProcessors(),
                    prompts,
                    maxTokens,
                    slots,
                    runs));
            return;
        }
        console.line((nullEngineMillis == null
                        ? model.name() + ", " + precisionOption.precision().precisionName()
                        : "null engine of " + nullEngineMillis + " ms")
                + ", " + slots + " slots a worker, " + prompts + " prompts of " + maxTokens
                + " tokens at most, commit.interval.ms " + StreamsSettings.COMMIT_INTERVAL.toMillis());
        console.line(BenchPipelineDocument.header());
        runs.forEach(run -> console.line(run.row()));
        for (BenchPipelineDocument.Run run : runs) {
            console.line(details(run));
        }
        if (soak) {
            runs.forEach(run -> console.line(String.format(
                    Locale.ROOT,
                    "%d prompts; workers and detector changed by %+.1f MiB after the first fifth.",
                    prompts,
                    run.growthBytes() / 1048576.0)));
        }
    }

    private static String details(BenchPipelineDocument.Run run) {
        return String.format(
                Locale.ROOT,
                "%d workers, p50/p95/p99/max: append to slot %s; last token to drafts.generations %s, to its route %s ms; "
                        + "%.1f slots were taken, %.0f%% of the CPU went into compiling.",
                run.workers(),
                millis(run.ownShare().appendToSlot()),
                millis(run.ownShare().tokenToDraft()),
                millis(run.ownShare().tokenToRouted()),
                run.slotsBusy(),
                100 * run.processorSeconds().compiling());
    }

    private static String millis(BenchPipelineTimes.Millis times) {
        return times.p50() + "/" + times.p95() + "/" + times.p99() + "/" + times.max();
    }
}
