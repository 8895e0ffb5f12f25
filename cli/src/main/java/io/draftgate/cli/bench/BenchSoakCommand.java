package io.draftgate.cli.bench;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.model.DeviceOptions;
import io.draftgate.cli.model.NamedModel;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate bench soak}. */
@Command(
        name = "soak",
        description = {
            "Serve very many short requests and watch the memory: it must not grow.",
            "Prints what the process holds at every twentieth part. Exit code 3 if resident memory grew by more than it may "
                    + "after the first fifth: until then Java compiles and its heap finds its size."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate bench soak --requests 10000",
            "  draftgate bench soak --requests 1000000 --model tiny --json"
        })
final class BenchSoakCommand extends DraftgateCommand {

    private static final int PARTS = 20;

    /** Samples of the first fifth: the process warms up. */
    private static final int WARM_UP_PARTS = 4;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Console console;

    @Option(
            names = "--model",
            paramLabel = "DIR|NAME",
            description = "Folder or name of a model; tiny is one of random weights, made on the spot (default: tiny).")
    private String model = NamedModel.TINY;

    @Option(names = "--requests", paramLabel = "N", description = "How many to serve (default: ${DEFAULT-VALUE}).")
    private long requests = 100_000;

    @Option(names = "--slots", paramLabel = "N", description = "Sequences written at the same time (default: 8).")
    private int slots = EngineOptions.DEFAULT_SLOTS;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the engine (default: ${DEFAULT-VALUE}).")
    private int threads = 1;

    @Option(
            names = "--most-growth",
            paramLabel = "MIB",
            description = "Growth of resident memory that is no leak yet (default: ${DEFAULT-VALUE}).")
    private long mostGrowthMebibytes = 64;

    @Mixin
    private final DeviceOptions deviceOptions = new DeviceOptions();

    BenchSoakCommand(Console console) {
        this.console = console;
    }

    private record Document(
            String model,
            String engine,
            long requests,
            List<MemorySample> samples,
            @Nullable Long growthBytes,
            boolean flat) {}

    @Override
    protected ExitCode run() throws Exception {
        if (requests < PARTS) {
            throw new InvalidFieldException("requests", requests, "at least " + PARTS + ", e.g. 1000000");
        }
        try (NamedModel named = NamedModel.open(model);
                Engine engine =
                        Engine.start(named.model(), deviceOptions.engine(slots, threads, Precision.F32, console))) {
            List<MemorySample> samples = serve(named.model(), engine);
            Long growth = growth(samples);
            boolean isFlat = growth == null || growth <= mostGrowthMebibytes << 20;
            report(new Document(model, engine.identity(), requests, samples, growth, isFlat));
            return isFlat ? ExitCode.DONE : ExitCode.FOUND_WRONG;
        }
    }

    private List<MemorySample> serve(Gpt2 gpt2, Engine engine) throws InterruptedException {
        Soak soak = new Soak(
                engine, gpt2.config().vocabularySize(), gpt2.tokenizer().endOfText());
        List<MemorySample> samples = new ArrayList<>();
        long served = 0;
        for (int part = 1; part <= PARTS; part++) {
            long due = requests * part / PARTS;
            long began = System.nanoTime();
            soak.serve(due - served);
            double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
            MemorySample sample = MemorySample.now(due, (due - served) / seconds);
            served = due;
            samples.add(sample);
            if (!json()) {
                console.line(row(sample));
            }
        }
        return samples;
    }

    private static @Nullable Long growth(List<MemorySample> samples) {
        Long before = samples.get(WARM_UP_PARTS - 1).rssBytes();
        Long after = samples.get(samples.size() - 1).rssBytes();
        return before == null || after == null ? null : after - before;
    }

    private void report(Document document) {
        if (json()) {
            console.json(document);
            return;
        }
        Long growth = document.growthBytes();
        console.line(
                growth == null
                        ? "This system does not tell the resident memory."
                        : String.format(
                                Locale.ROOT,
                                "%d requests; resident memory changed by %+.1f MiB after the first fifth: %s.",
                                document.requests(),
                                growth / 1048576.0,
                                document.flat() ? "flat" : "it grows"));
    }

    private static String row(MemorySample sample) {
        Long resident = sample.rssBytes();
        return String.format(
                Locale.ROOT,
                "%9d requests  resident %s  heap %4d MiB  direct %4d MiB  %.0f requests/s",
                sample.requests(),
                resident == null ? "unknown" : (resident >> 20) + " MiB",
                sample.heapBytes() >> 20,
                sample.directBytes() >> 20,
                sample.requestsPerSecond());
    }
}
