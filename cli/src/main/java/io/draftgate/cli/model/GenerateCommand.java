package io.draftgate.cli.model;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.command.OptionNames;
import io.draftgate.cli.console.Console;
import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Choice;
import io.draftgate.gpt2.task.Planned;
import io.draftgate.gpt2.task.PromptPlanner;
import io.draftgate.gpt2.task.Tasks;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate generate}. */
@Command(
        name = "generate",
        description = "Write texts with a GPT-2, without Kafka and without screening.",
        footer = {
            "",
            "Examples:",
            "  draftgate generate --prompt 'Once upon a time'",
            "  draftgate generate --prompt 'The old man said' --n 3 --temperature 0.7 --seed 1 --json",
            "  draftgate generate --task summarise --input 'The fox saw the grapes ...' --model models/gpt2",
            "  draftgate generate --task unconditional --max-tokens 60 --stream",
            "  draftgate generate --prompt 'The sea' --repetition-penalty 1.2 --min-p 0.05 --stop-on-loop",
            "  draftgate generate --task cloze --input 'Once upon a ___ there was a king.' --choice time --choice hammer"
        })
public final class GenerateCommand extends DraftgateCommand {

    private final Console console;

    @Option(names = "--prompt", paramLabel = "TEXT", order = -2, description = "Text that the model goes on from.")
    private @Nullable String prompt;

    @Option(
            names = "--input",
            paramLabel = "TEXT",
            order = -1,
            description = "Text that the template of the task makes a prompt of.")
    private @Nullable String input;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            order = -1,
            description = "What the text is for; sets the defaults of the other options (${COMPLETION-CANDIDATES}).",
            completionCandidates = TaskNames.class)
    private @Nullable String task;

    @Mixin
    private final SamplingOptions samplingOptions = new SamplingOptions();

    @Mixin
    private final TasksOption tasksOption = new TasksOption();

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    @Mixin
    private final DeviceOptions deviceOptions = new DeviceOptions();

    @Mixin
    private final PrecisionOption precisionOption = new PrecisionOption();

    @Option(
            names = "--stream",
            negatable = true,
            description = "Print the text while it is being written (default: at a terminal, of a single text).")
    private @Nullable Boolean stream;

    /** The command, writing to a console. */
    public GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    protected ExitCode run() throws Exception {
        Tasks tasks = tasksOption.open();
        try (Gpt2 model = modelOption.open()) {
            Planned.Ready plan = plan(model, tasks);
            try (Engine engine = Engine.start(model, options(plan))) {
                if (streams(plan)) {
                    EngineCall.run(engine, plan, this::show);
                    console.line("");
                } else {
                    print(plan, EngineCall.run(engine, plan, piece -> {}), model, engine);
                }
            }
        }
        return ExitCode.DONE;
    }

    private boolean streams(Planned.Ready plan) {
        if (stream == null) {
            return console.isTerminal() && !json() && plan.completions() == 1;
        }
        if (stream && plan.weighed().isPresent()) {
            throw CommandException.usage(
                    "--stream beside --choice, expected a text that is written", "Leave one of them out");
        }
        if (stream && (json() || plan.completions() > 1)) {
            throw CommandException.usage(
                    "--stream beside " + (json() ? "--json" : "--n " + plan.completions())
                            + ", expected one text and no JSON",
                    "Leave one of them out");
        }
        return stream;
    }

    /** A model writes what it likes; a terminal must not obey it. */
    private void show(String piece) {
        console.piece(console.isTerminal() ? piece.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD") : piece);
    }

    private Planned.Ready plan(Gpt2 model, Tasks tasks) {
        Optional<String> text = Optional.ofNullable(prompt);
        Planned planned = new PromptPlanner(model, tasks)
                .plan(
                        samplingOptions.settings(Optional.ofNullable(task), text, Optional.ofNullable(input)),
                        text.or(() -> Optional.ofNullable(input)).orElse(""));
        if (planned instanceof Planned.Ready ready) {
            return ready;
        }
        Planned.Refused refused = (Planned.Refused) planned;
        throw CommandException.usage(
                OptionNames.of(refused.field()) + " is " + refused.value() + ", expected " + refused.expectation(),
                "See 'draftgate generate --help'");
    }

    private EngineOptions options(Planned.Ready plan) {
        EngineOptions defaults = EngineOptions.defaults();
        return deviceOptions.engine(
                Math.min(plan.completions(), defaults.slots()),
                defaults.threads(),
                precisionOption.precision(),
                console);
    }

    private void print(Planned.Ready plan, Generation generation, Gpt2 model, Engine engine) {
        if (json()) {
            console.json(GenerationDocument.of(plan, generation, model, engine));
            return;
        }
        if (plan.weighed().isPresent()) {
            print(Choice.of(plan.weighed().get().cloze(), generation));
            return;
        }
        for (Completion completion : generation.completions()) {
            if (generation.completions().size() > 1) {
                console.line("--- " + (completion.index() + 1) + " of "
                        + generation.completions().size() + " ---");
            }
            console.line(completion.text());
        }
    }

    /** The likeliest first. */
    private void print(Choice choice) {
        List<Double> probabilities = choice.probabilities();
        IntStream.range(0, probabilities.size())
                .boxed()
                .sorted(Comparator.comparing(probabilities::get).reversed())
                .forEach(i -> console.line(String.format(
                        Locale.ROOT,
                        "%6.2f %%  %s",
                        100 * probabilities.get(i),
                        choice.scores().get(i).choice())));
    }
}
