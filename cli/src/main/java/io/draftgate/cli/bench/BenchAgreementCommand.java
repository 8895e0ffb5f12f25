package io.draftgate.cli.bench;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.console.ProgressBar;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate bench agreement}. */
@Command(
        name = "agreement",
        description = {
            "Measure how many tokens two engines draw differently: back ends, precisions, devices or batch sizes.",
            "Both write the same requests, drawn with top-k 40 at temperature 1. A token counts as another decision only up to "
                    + "the first difference of a text: what follows it is drawn after another text."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate bench agreement --right chunk/f32",
            "  draftgate bench agreement --left step/f32/cpu/1 --right step/f32/cpu/8",
            "  draftgate bench agreement --right chunk/f32/cuda:0/32 --model gpt2 --json"
        })
final class BenchAgreementCommand extends DraftgateCommand {

    private static final int MAX_SEQUENCES = 100_000;

    private final Console console;

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    @Option(
            names = "--left",
            paramLabel = "SETUP",
            converter = EngineSetup.Converter.class,
            description = "BACKEND/PRECISION[/cpu|cuda:N[/BATCH]] (default: step/f32/cpu/8).")
    private EngineSetup left = new EngineSetup.Converter().convert("step/f32");

    @Option(
            names = "--right",
            paramLabel = "SETUP",
            converter = EngineSetup.Converter.class,
            required = true,
            description = "What it is compared with.")
    private EngineSetup right = new EngineSetup.Converter().convert("step/f32");

    @Option(names = "--sequences", paramLabel = "N", description = "Texts to write (default: ${DEFAULT-VALUE}).")
    private int sequences = 64;

    @Option(
            names = "--prompt-tokens",
            paramLabel = "N",
            description = "Tokens of each prompt (default: ${DEFAULT-VALUE}).")
    private int promptTokens = 32;

    @Option(
            names = "--new-tokens",
            paramLabel = "N",
            description = "Tokens that each sequence writes (default: ${DEFAULT-VALUE}).")
    private int newTokens = 64;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of each engine (default: all processors).")
    private int threads = EngineOptions.defaults().threads();

    BenchAgreementCommand(Console console) {
        this.console = console;
    }

    private record Document(
            String model,
            String modelDigest,
            String left,
            String right,
            int sequences,
            int sequencesThatDiffer,
            long tokens,
            long tokensThatDiffer,
            double shareOfTokens,
            long decisions,
            double shareOfDecisions,
            double largestLogProbabilityDifference) {}

    @Override
    protected ExitCode run() throws Exception {
        if (sequences < 1 || sequences > MAX_SEQUENCES) {
            throw new InvalidFieldException("sequences", sequences, "1 to " + MAX_SEQUENCES + ", e.g. 64");
        }
        try (Gpt2 model = modelOption.open()) {
            Workload workload = new Workload(1, promptTokens, newTokens);
            workload.requireRoom(model);
            report(model, compare(model, workload));
        }
        return ExitCode.DONE;
    }

    /** One engine after the other, so that only one model's memory is taken. */
    private Agreement compare(Gpt2 model, Workload workload) throws ExecutionException, InterruptedException {
        List<Completion> lefts = write(left, model, workload);
        List<Completion> rights = write(right, model, workload);
        Agreement agreement = Agreement.NONE;
        for (int i = 0; i < sequences; i++) {
            agreement = agreement.with(lefts.get(i), rights.get(i));
        }
        return agreement;
    }

    private List<Completion> write(EngineSetup setup, Gpt2 model, Workload workload)
            throws ExecutionException, InterruptedException {
        List<Completion> written = new ArrayList<>();
        try (Engine engine = Engine.start(model, setup.options(threads));
                ProgressBar bar = console.progress("Writing with " + setup.typed(), sequences)) {
            List<PendingGeneration> pending = new ArrayList<>();
            for (int i = 0; i < sequences; i++) {
                GenerationRequest request = workload.writing(model, i);
                pending.add(PendingGeneration.submit(
                        engine, GenerationRequest.of("agree-" + i, request.promptTokenIds(), request.parameters())));
            }
            for (PendingGeneration generation : pending) {
                written.add(generation.get().completions().get(0));
                bar.done(written.size());
            }
        }
        return written;
    }

    private void report(Gpt2 model, Agreement agreement) {
        if (json()) {
            console.json(new Document(
                    model.name(),
                    model.digest(),
                    left.typed(),
                    right.typed(),
                    agreement.sequences(),
                    agreement.sequencesThatDiffer(),
                    agreement.tokens(),
                    agreement.tokensThatDiffer(),
                    agreement.shareOfTokens(),
                    agreement.decisions(),
                    agreement.shareOfDecisions(),
                    agreement.largestLogProbabilityDifference()));
            return;
        }
        console.line(model.name() + ": " + left.typed() + " beside " + right.typed());
        console.line(String.format(
                Locale.ROOT,
                "%d of %d texts differ; %d of %d tokens (%.3f %%) at the same place",
                agreement.sequencesThatDiffer(),
                agreement.sequences(),
                agreement.tokensThatDiffer(),
                agreement.tokens(),
                100 * agreement.shareOfTokens()));
        console.line(String.format(
                Locale.ROOT,
                "%d of %d decisions after the same text (%.4f %%)",
                agreement.sequencesThatDiffer(),
                agreement.decisions(),
                100 * agreement.shareOfDecisions()));
        console.line(String.format(
                Locale.ROOT,
                "log-probabilities of the same token after the same text differ by at most %.2g",
                agreement.largestLogProbabilityDifference()));
    }
}
