package io.draftgate.cli.bench;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.console.ProgressBar;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.replay.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
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
            "  draftgate bench replay --drafts 3000 --minutes 60",
            "  draftgate bench replay --drafts 3000 --precision int8 --json"
        })
final class BenchReplayCommand extends DraftgateCommand {
    private static final int MAX_DRAFTS = 1_000_000;

    private final Console console;

    @Option(names = "--drafts", paramLabel = "N", description = "Drafts of each kind (default: ${DEFAULT-VALUE}).")
    private int drafts = 100;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description =
                    "Stop after so long, and tell what was counted until then (default: when all drafts are done).")
    private int minutes;

    @Option(names = "--tokens", paramLabel = "N", description = "Tokens of each draft (default: ${DEFAULT-VALUE}).")
    private int tokens = 200;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description = "That all drafts claim, f32, int8 or int4 (default: f32).")
    private Precision precision = Precision.F32;

    @Option(names = "--stepwise", description = "Compute every number to the last bit, as for int8 and int4.")
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
        if (minutes < 0) {
            throw new InvalidFieldException("minutes", minutes, "0 or more, e.g. 60");
        }
        Path folder = Files.createTempDirectory("draftgate-detuned");
        Reading reading = stepwise ? Reading.STEPWISE : Reading.of(precision);
        Precision other = precision == Precision.F32 ? Precision.INT8 : Precision.F32;
        try (Gpt2 model = Gpt2.bundled();
                Gpt2 detuned = DetunedModel.write(folder, 1);
                ReplayStudy study =
                        new ReplayStudy(model, new EngineOptions(slots, threads, precision), reading, tokens)) {
            study.addStranger("another model of the same shape", detuned, precision);
            study.addStranger(
                    "written in " + other.precisionName() + ", claimed as " + precision.precisionName(), model, other);
            run(study);
            report(model, study, reading);
        } finally {
            remove(folder);
        }
        return ExitCode.DONE;
    }

    private void run(ReplayStudy study) throws ExecutionException, InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        try (ProgressBar bar = console.progress("Replaying", drafts)) {
            int done = 0;
            while (done < drafts && (minutes == 0 || System.nanoTime() < end)) {
                int round = Math.min(ReplayStudy.ROUND, drafts - done);
                study.round(round);
                done += round;
                bar.done(done);
            }
        }
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
        console.line("| manipulation | drafts | rejected | its rate at 95 % | by tokens alone | refuted tokens |");
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
                "| %s | %d | %d | %.2f %% to %.2f %% | %d | %.0f / %.0f / %.0f |",
                row.manipulation(),
                row.drafts(),
                row.rejected(),
                100 * row.rejectedLower95(),
                100 * row.rejectedUpper95(),
                row.rejectedByTokens(),
                row.refutedTokens().min(),
                row.refutedTokens().median(),
                row.refutedTokens().max());
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
