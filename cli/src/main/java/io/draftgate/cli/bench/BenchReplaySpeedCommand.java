package io.draftgate.cli.bench;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.cli.model.PrecisionOption;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.replay.Claim;
import io.draftgate.gpt2.replay.Reading;
import io.draftgate.gpt2.replay.ReplayPool;
import io.draftgate.gpt2.replay.Report;
import io.draftgate.gpt2.replay.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate bench replay-speed}. */
@Command(
        name = "replay-speed",
        description = {
            "Measure how many times as fast drafts are replayed as written: the same drafts, one run after the other.",
            "Writes them one at a time, as one person waits for one draft, and several at a time; then replays them"
                    + " all."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate bench replay-speed",
            "  draftgate bench replay-speed --precision int8",
            "  draftgate bench replay-speed --model /tmp/random-124m --drafts 8 --json"
        })
final class BenchReplaySpeedCommand extends DraftgateCommand {
    private static final int MAX_DRAFTS = 10_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Console console;

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    @Option(names = "--drafts", paramLabel = "N", description = "Drafts to write (default: ${DEFAULT-VALUE}).")
    private int drafts = 24;

    @Option(names = "--tokens", paramLabel = "N", description = "Tokens of each draft (default: ${DEFAULT-VALUE}).")
    private int tokens = 200;

    @Mixin
    private final PrecisionOption precisionOption = new PrecisionOption();

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "Drafts written at the same time, for the second figure (default: 8).")
    private int slots = EngineOptions.DEFAULT_SLOTS;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of engine and replay (default: all processors).")
    private int threads = EngineOptions.defaults().threads();

    BenchReplaySpeedCommand(Console console) {
        this.console = console;
    }

    private record Written(List<Claim> claims, double tokensPerSecond) {}

    private record Document(
            String model,
            String precision,
            int drafts,
            int tokens,
            int slots,
            double aloneTokensPerSecond,
            double besideTokensPerSecond,
            double replayedTokensPerSecond,
            long accepted) {}

    @Override
    protected ExitCode run() throws Exception {
        if (drafts < 1 || drafts > MAX_DRAFTS) {
            throw new InvalidFieldException("drafts", drafts, "1 to " + MAX_DRAFTS + ", e.g. 24");
        }
        try (Gpt2 model = modelOption.open()) {
            Written alone = write(model, 1);
            double beside = write(model, slots).tokensPerSecond();
            report(replay(model, alone, beside));
        }
        return ExitCode.DONE;
    }

    private Written write(Gpt2 model, int atOnce) throws ExecutionException, InterruptedException {
        StudyDrafts source = new StudyDrafts(model, tokens);
        try (Engine engine = Engine.start(model, new EngineOptions(atOnce, threads, precisionOption.precision()))) {
            // Whatever is compiled and paged in at the first use.
            new StudyDrafts(model, tokens).write(engine, atOnce);
            long begun = System.nanoTime();
            List<Claim> claims = source.write(engine, drafts);
            // One that ended by itself counts whole: writing looks rather too fast than too slow.
            return new Written(claims, perSecond(drafts, System.nanoTime() - begun));
        }
    }

    private Document replay(Gpt2 model, Written alone, double beside) {
        List<Claim> claims = alone.claims();
        Precision precision = precisionOption.precision();
        try (ReplayPool replay = ReplayPool.open(model, threads, precision, Reading.of(precision))) {
            check(replay, claims);
            long begun = System.nanoTime();
            List<Report> reports = check(replay, claims);
            return new Document(
                    model.name(),
                    precision.precisionName(),
                    claims.size(),
                    tokens,
                    slots,
                    alone.tokensPerSecond(),
                    beside,
                    perSecond(reports.size(), System.nanoTime() - begun),
                    reports.stream()
                            .filter(report -> report.verdict() == Verdict.ACCEPTED)
                            .count());
        }
    }

    private static List<Report> check(ReplayPool replay, List<Claim> claims) {
        List<CompletableFuture<Report>> running = new ArrayList<>();
        claims.forEach(claim -> running.add(replay.check(claim)));
        return running.stream().map(CompletableFuture::join).toList();
    }

    private double perSecond(int count, long nanos) {
        return count * (double) tokens * NANOS_PER_SECOND / nanos;
    }

    private void report(Document document) {
        if (json()) {
            console.json(document);
            return;
        }
        console.line(String.format(
                Locale.ROOT,
                "%s, %s: %d drafts of %d tokens, %d accepted",
                document.model(),
                document.precision(),
                document.drafts(),
                document.tokens(),
                document.accepted()));
        console.line(times("written one at a time", document.aloneTokensPerSecond(), document));
        console.line(times("written " + slots + " at a time", document.besideTokensPerSecond(), document));
        console.line(
                String.format(Locale.ROOT, "%-24s %8.0f tokens/s", "replayed", document.replayedTokensPerSecond()));
    }

    private static String times(String way, double tokensPerSecond, Document document) {
        return String.format(
                Locale.ROOT,
                "%-24s %8.0f tokens/s, replayed %.1f times as fast",
                way,
                tokensPerSecond,
                document.replayedTokensPerSecond() / tokensPerSecond);
    }
}
