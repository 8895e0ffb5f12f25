package io.draftgate.cli.bench;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.console.ProgressBar;
import io.draftgate.cli.model.DeviceOptions;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.profile.StepProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate bench generate}. */
@Command(
        name = "generate",
        description = {
            "Measure how many tokens a second a model reads and writes, beside what the machine could do at all.",
            "Prefill reads as many prompts as the batch has sequences; decode writes all sequences in step. The limits are the "
                    + "best of several passes: memory read by comparing two large buffers, operations of a 1024 x 1024 "
                    + "product in ONNX Runtime, a multiplication and an addition counted as two."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate bench generate",
            "  draftgate bench generate --model /tmp/random-124m --batch 1,8,32 --precision f32,int8 --threads 2 --json",
            "  draftgate bench generate --backend chunk",
            "  draftgate bench generate --precision int8 --profile"
        })
final class BenchGenerateCommand extends DraftgateCommand {

    private static final int MAX_REPETITIONS = 1000;

    /** Enough for a mean; the profiler's file grows by a third of a megabyte a step. */
    private static final int PROFILED_STEPS = 50;

    private final Console console;

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    @Mixin
    private final DeviceOptions deviceOptions = new DeviceOptions();

    @Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            description = "Sequences at the same time; several with commas between (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches = List.of(1, 8, 32);

    @Option(
            names = "--prompt-tokens",
            paramLabel = "N",
            description = "Tokens of each prompt (default: ${DEFAULT-VALUE}).")
    private int promptTokens = 128;

    @Option(
            names = "--new-tokens",
            paramLabel = "N",
            description = "Tokens that each sequence writes (default: ${DEFAULT-VALUE}).")
    private int newTokens = 128;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            split = ",",
            description = "f32, int8 or int4; several with commas between (default: f32).")
    private List<Precision> precisions = List.of(Precision.F32);

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the engine (default: all processors).")
    private int threads = EngineOptions.defaults().threads();

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "How often to measure, after once to warm up (default: ${DEFAULT-VALUE}).")
    private int repetitions = 3;

    @Option(names = "--profile", description = "Tell also where a decode step goes: matrices, attention, sampling, ...")
    private boolean profile;

    BenchGenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    protected ExitCode run() throws Exception {
        try (Gpt2 model = modelOption.open()) {
            List<Workload> workloads = workloads(model);
            List<GenerationBenchmark.Run> runs = measure(model, workloads);
            List<StepProfile> profiles = profile ? profiles(model) : List.of();
            report(model, runs, profiles, MachineLimits.measure(threads));
        }
        return ExitCode.DONE;
    }

    private List<Workload> workloads(Gpt2 model) {
        if (repetitions < 1 || repetitions > MAX_REPETITIONS) {
            throw new InvalidFieldException("repetitions", repetitions, "1 to " + MAX_REPETITIONS + ", e.g. 3");
        }
        List<Workload> workloads = batches.stream()
                .map(batch -> new Workload(batch, promptTokens, newTokens))
                .toList();
        workloads.forEach(workload -> workload.requireRoom(model));
        return workloads;
    }

    private List<GenerationBenchmark.Run> measure(Gpt2 model, List<Workload> workloads)
            throws ExecutionException, InterruptedException {
        List<GenerationBenchmark.Run> runs = new ArrayList<>();
        long steps = (long) precisions.size() * workloads.size() * (repetitions + 1);
        AtomicLong done = new AtomicLong();
        try (ProgressBar bar = console.progress("Measuring", steps)) {
            GenerationBenchmark.Progress progress = () -> bar.done(done.incrementAndGet());
            for (Precision precision : precisions) {
                for (Workload workload : workloads) {
                    EngineOptions engine = deviceOptions.engine(workload.batch(), threads, precision, console);
                    runs.add(new GenerationBenchmark(model, workload, engine, progress).run(repetitions));
                }
            }
        }
        return runs;
    }

    private List<StepProfile> profiles(Gpt2 model) {
        List<StepProfile> profiles = new ArrayList<>();
        for (Precision precision : precisions) {
            for (int batch : batches) {
                EngineOptions engine = deviceOptions.engine(batch, threads, precision, console);
                profiles.add(StepProfile.measure(model, engine, promptTokens, Math.min(newTokens, PROFILED_STEPS)));
            }
        }
        return profiles;
    }

    private void report(
            Gpt2 model, List<GenerationBenchmark.Run> runs, List<StepProfile> profiles, MachineLimits limits) {
        if (json()) {
            console.json(new BenchDocument(
                    model.name(),
                    model.digest(),
                    model.config().parameters(),
                    promptTokens,
                    newTokens,
                    repetitions,
                    threads,
                    runs.stream().map(BenchDocument.Measured::of).toList(),
                    runs.stream().map(BenchDocument.Spreads::of).toList(),
                    profiles.stream().map(BenchDocument.Profile::of).toList(),
                    limits));
            return;
        }
        console.line(model.name() + ", " + model.config().parameters() + " parameters, " + threads + " threads, prompt "
                + promptTokens + ", " + newTokens + " new tokens; min / median / max of " + repetitions);
        console.line("");
        console.line("batch  precision      prefill tokens/s           decode tokens/s        peak memory");
        runs.forEach(run -> console.line(row(run)));
        if (profile) {
            printProfiles(profiles);
        }
        console.line("");
        console.line(String.format(
                Locale.ROOT,
                "limits: memory read %.1f GB/s, f32 %.0f and int8 %.0f billion operations/s",
                limits.memoryReadBytesPerSecond() / 1e9,
                limits.f32OperationsPerSecond() / 1e9,
                limits.int8OperationsPerSecond() / 1e9));
    }

    /** One column a batch, milliseconds. */
    private void printProfiles(List<StepProfile> profiles) {
        for (Precision precision : precisions) {
            List<StepProfile> columns = profiles.stream()
                    .filter(each -> each.precision() == precision)
                    .toList();
            console.line("");
            console.line(profileRow(
                    "milliseconds of a step, " + precision.precisionName(), columns, each -> "batch " + each.batch()));
            for (StepProfile.Part part : StepProfile.Part.values()) {
                console.line(profileRow(part.title(), columns, each -> milliseconds(each.of(part))));
            }
            console.line(profileRow("a step under the profiler", columns, each -> milliseconds(each.watched())));
            console.line(profileRow("a step", columns, each -> milliseconds(each.step())));
        }
    }

    private static String profileRow(String title, List<StepProfile> columns, Function<StepProfile, String> cell) {
        return columns.stream()
                .map(column -> String.format(Locale.ROOT, "%9s", cell.apply(column)))
                .collect(Collectors.joining("", String.format(Locale.ROOT, "%-32s", title), ""));
    }

    private static String milliseconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toNanos() / 1e6);
    }

    private static String row(GenerationBenchmark.Run run) {
        return String.format(
                Locale.ROOT,
                "%5d  %-9s  %s  %s  %s",
                run.batch(),
                run.precision().precisionName(),
                spread(run.prefill()),
                spread(run.decode()),
                run.peakRssBytes().isPresent() ? (run.peakRssBytes().getAsLong() >> 20) + " MiB" : "unknown");
    }

    private static String spread(Spread spread) {
        return String.format(Locale.ROOT, "%7.1f /%7.1f /%7.1f", spread.min(), spread.median(), spread.max());
    }
}
