package io.draftgate.cli.bench;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.console.ProgressBar;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Gpt2;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.replay.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code draftgate bench replay}. */
@Command(
        name = "replay",
        description = {
            "Measure how often 'draftgate audit replay' rejects honest drafts and accepts forged ones, and how fast it is.",
            "Writes drafts with the bundled model, manipulates each in every way, adds drafts that another model of the same "
                    + "shape and the other precision wrote, and replays them all."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate bench replay --drafts 200",
            "  draftgate bench replay --drafts 3000 --precision int8 --stepwise --json"
        })
final class BenchReplayCommand extends DraftgateCommand {
    private static final int MAX_DRAFTS = 1_000_000;

    private final Console console;

    @Option(names = "--drafts", paramLabel = "N", description = "Drafts of each kind (default: ${DEFAULT-VALUE}).")
    private int drafts = 100;

    @Option(names = "--tokens", paramLabel = "N", description = "Tokens of each draft (default: ${DEFAULT-VALUE}).")
    private int tokens = 200;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description = "That all drafts claim, f32 or int8 (default: f32).")
    private Precision precision = Precision.F32;

    @Option(names = "--stepwise", description = "Read token by token, as the engine wrote.")
    private boolean stepwise;

    @Option(names = "--slots", paramLabel = "N", description = "Drafts written at the same time (default: 8).")
    private int slots = EngineOptions.DEFAULT_SLOTS;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of engine and replay (default: all processors).")
    private int threads = EngineOptions.defaults().threads();

    BenchReplayCommand(Console console) {
        this.console = console;
    }

    private record Document(
            String model,
            String precision,
            String reading,
            int tokens,
            int slots,
            double writtenTokensPerSecond,
            double replayedTokensPerSecond,
            List<ReplayCount.Row> rows) {}

    @Override
    protected ExitCode run() throws Exception {
        if (drafts < 1 || drafts > MAX_DRAFTS) {
            throw new InvalidFieldException("drafts", drafts, "1 to " + MAX_DRAFTS + ", e.g. 100");
        }
        Path folder = Files.createTempDirectory("draftgate-detuned");
        Reading reading = stepwise ? Reading.STEPWISE : Reading.WHOLE;
        try (Gpt2 model = Gpt2.bundled();
                Gpt2 detuned = DetunedModel.write(folder, 1);
                ReplayStudy study = new ReplayStudy(model, precision, reading, threads, tokens);
                ProgressBar bar = console.progress("Replaying", 3L * drafts)) {
            AtomicLong done = new AtomicLong();
            LongConsumer progress = more -> bar.done(done.addAndGet(more));
            study.own(drafts, slots, progress);
            study.strangers("another model of the same shape", detuned, precision, drafts, slots, progress);
            Precision other = precision == Precision.F32 ? Precision.INT8 : Precision.F32;
            study.strangers(
                    "written in " + other.precisionName() + ", claimed as " + precision.precisionName(),
                    model,
                    other,
                    drafts,
                    slots,
                    progress);
            report(model, study, reading);
        } finally {
            remove(folder);
        }
        return ExitCode.DONE;
    }

    private void report(Gpt2 model, ReplayStudy study, Reading reading) {
        String way = reading.name().toLowerCase(Locale.ROOT);
        if (json()) {
            console.json(new Document(
                    model.name(),
                    precision.precisionName(),
                    way,
                    tokens,
                    slots,
                    study.writtenPerSecond(),
                    study.replayedPerSecond(),
                    study.rows()));
            return;
        }
        console.line(model.name() + ", " + precision.precisionName() + ", read " + way + ", " + tokens
                + " tokens a draft, " + slots + " written at the same time");
        console.line("");
        console.line(
                "| manipulation | drafts | rejected | by tokens alone | claim writes this draft | refuted tokens |");
        console.line("|---|---|---|---|---|---|");
        study.rows().forEach(row -> console.line(line(row)));
        console.line("");
        console.line(String.format(
                Locale.ROOT,
                "%.0f tokens/s written, %.0f tokens/s replayed",
                study.writtenPerSecond(),
                study.replayedPerSecond()));
    }

    private static String line(ReplayCount.Row row) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %d | %.0f / %.0f / %.0f |",
                row.manipulation(),
                row.drafts(),
                share(row.rejected(), row.drafts()),
                share(row.rejectedByTokens(), row.drafts()),
                row.sameDraft(),
                row.refutedTokens().min(),
                row.refutedTokens().median(),
                row.refutedTokens().max());
    }

    private static String share(int count, int all) {
        return String.format(Locale.ROOT, "%d (%.2f %%)", count, 100.0 * count / Math.max(1, all));
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
