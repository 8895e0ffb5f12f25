package io.draftgate.cli.evaluation;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.scoring.ContinuationScorer;
import io.draftgate.gpt2.task.Choice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate choose}. */
@Command(
        name = "choose",
        description = {
            "Fill a blank with the likeliest of given words: the GPT-2 paper's cloze by probability.",
            "What decides is how likely a GPT-2 finds the word and the rest of the text after what stands before the blank."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate choose --text 'Once upon a ___ there was a king.' --choice time --choice hammer",
            "  draftgate choose --text 'The XXXXX barked.' --choice dog --choice cat --model gpt2 --json"
        })
public final class ChooseCommand extends DraftgateCommand {
    private final Console console;

    @Option(names = "--text", required = true, paramLabel = "TEXT", description = "A text with one ___ or XXXXX in it.")
    private String text = "";

    @Option(
            names = "--choice",
            required = true,
            paramLabel = "WORDS",
            description = "What may stand in the blank; two or more.")
    private List<String> choices = new ArrayList<>();

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    /** The command, writing to a console. */
    public ChooseCommand(Console console) {
        this.console = console;
    }

    /**
     * One choice.
     *
     * @param logProbability of it and the rest of the text, in nats
     * @param probability that it is this one, if one of them is right
     */
    private record Ranked(String choice, double logProbability, double probability) {}

    private record Document(String choice, List<Ranked> choices, String modelDigest) {}

    @Override
    protected ExitCode run() throws Exception {
        ChoiceQuestion question = question();
        try (Gpt2 model = modelOption.open();
                ContinuationScorer scorer =
                        ContinuationScorer.open(model, EngineOptions.defaults().threads(), Precision.F32)) {
            List<Ranked> ranked = rank(question, scorer);
            if (json()) {
                console.json(new Document(ranked.get(0).choice(), ranked, model.digest()));
            } else {
                ranked.forEach(one -> console.line(
                        String.format(Locale.ROOT, "%6.2f %%  %s", 100 * one.probability(), one.choice())));
            }
        }
        return ExitCode.DONE;
    }

    private ChoiceQuestion question() {
        try {
            return ChoiceFiles.question("--text", "", text, choices, choices.get(0), Detokeniser.NONE);
        } catch (DataFormatException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()), "See 'draftgate choose --help'");
        }
    }

    private List<Ranked> rank(ChoiceQuestion question, ContinuationScorer scorer) {
        List<Double> scores = question.options().stream()
                .map(option -> scorer.score(option.context(), option.scored()).logProbability())
                .toList();
        List<Double> probabilities = Choice.probabilities(scores);
        List<Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            ranked.add(new Ranked(choices.get(i), scores.get(i), probabilities.get(i)));
        }
        ranked.sort(Comparator.comparingDouble(Ranked::logProbability).reversed());
        return ranked;
    }
}
