package io.draftgate.cli.evaluation;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.cli.model.PrecisionOption;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.model.Gpt2;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate evaluate}. */
@Command(
        name = "evaluate",
        description = {
            "Compute a figure of the GPT-2 paper for any model, the paper's own beside it.",
            "Reads a data set as it is distributed, .gz or not; docs/tasks.md tells where from. Without --limit it reads all of it."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate evaluate lambada --data lambada_test.jsonl --model gpt2",
            "  draftgate evaluate wikitext --data wiki.test.tokens --model gpt2 --precision int8 --json",
            "  draftgate evaluate cbt-cn --data cbtest_CN_test_2500ex.txt --model gpt2-xl --limit 200",
            "  draftgate evaluate translation --data newstest2014.en --data newstest2014.fr --model gpt2"
        })
public final class EvaluateCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(
            paramLabel = "TASK",
            description = "One of ${COMPLETION-CANDIDATES}.",
            completionCandidates = BenchmarkNames.class)
    private String task = "";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "The data; can be repeated where a task has two.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    @Mixin
    private final PrecisionOption precisionOption = new PrecisionOption();

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the engine (default: all processors).")
    private int threads = EngineOptions.defaults().threads();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Look at the first N examples; of a long text a block of 256 KiB is one.")
    private int limit = Integer.MAX_VALUE;

    /** The command, writing to a console. */
    public EvaluateCommand(Console console) {
        this.console = console;
    }

    /** The names of all benchmarks, for the help texts. */
    static final class BenchmarkNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Benchmark.values()).map(Benchmark::commandName).iterator();
        }
    }

    private record Document(
            String task,
            String model,
            String modelDigest,
            long parameters,
            String precision,
            long examples,
            List<Figure> figures,
            String source) {}

    @Override
    protected ExitCode run() throws Exception {
        Benchmark benchmark = benchmark();
        if (limit < 1) {
            throw CommandException.usage(
                    "--limit is " + limit + ", expected 1 or more", "Leave it out to read everything");
        }
        try (Gpt2 model = modelOption.open();
                EvaluationProgress progress = new EvaluationProgress(console)) {
            Evaluation.Outcome outcome = benchmark
                    .evaluation()
                    .measure(
                            new Subject(model, precisionOption.precision(), threads),
                            new DataFiles(files),
                            limit,
                            progress);
            print(benchmark, model, outcome);
        }
        return ExitCode.DONE;
    }

    private Benchmark benchmark() {
        return Arrays.stream(Benchmark.values())
                .filter(known ->
                        known.commandName().equals(task.toLowerCase(Locale.ROOT).replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> CommandException.usage(
                        "TASK is " + task + ", expected one of " + String.join(", ", new BenchmarkNames()),
                        "See 'draftgate evaluate --help'"));
    }

    private void print(Benchmark benchmark, Gpt2 model, Evaluation.Outcome outcome) {
        if (json()) {
            console.json(new Document(
                    benchmark.commandName(),
                    model.name(),
                    model.digest(),
                    model.config().parameters(),
                    precisionOption.precision().precisionName(),
                    outcome.examples(),
                    outcome.figures(),
                    "Radford et al. 2019"));
            return;
        }
        console.line(benchmark.commandName() + ", " + model.name() + " ("
                + model.config().parameters() + " parameters, "
                + precisionOption.precision().precisionName() + "), " + outcome.examples()
                + " examples");
        outcome.figures().forEach(figure -> console.line(row(figure)));
    }

    private static String row(Figure figure) {
        String reference = figure.reference().isEmpty()
                ? "the paper reports none"
                : "paper: "
                        + Figure.SIZES.stream()
                                .filter(figure.reference()::containsKey)
                                .map(size -> size + " " + figure.reference().get(size))
                                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT, "  %-22s %9.3f %-10s  %s", figure.name(), figure.value(), figure.unit(), reference);
    }
}
