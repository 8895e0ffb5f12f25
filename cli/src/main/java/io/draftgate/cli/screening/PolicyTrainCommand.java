package io.draftgate.cli.screening;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.detection.policy.TextClassifier;
import io.draftgate.detection.policy.TextClassifier.Example;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate policy train}. */
@Command(
        name = "train",
        description = {
            "Train a classifier of categories from what reviewers decided.",
            "A draft that was approved belongs to 'approved'; one that was rejected to the category that the reviewer's reason "
                    + "begins with ('hate: calls a group vermin'), or to 'rejected'. With --data, JSON lines with 'text' and "
                    + "'category' are learned from, too. A rule names the classifier under 'classifier'."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate policy train --from-topic --bootstrap localhost:9092 --output categories.bin",
            "  draftgate policy train --data reviewed.jsonl --output categories.bin",
            "  # in policy.yaml:  - {id: like-rejected, category: hate, action: review,"
                    + " classifier: {file: categories.bin, label: hate, from: 0.9}}"
        })
final class PolicyTrainCommand extends DraftgateCommand {

    private final Console console;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "JSON lines with 'text' and 'category'; can be repeated.")
    private List<Path> data = new ArrayList<>();

    @Mixin
    private final TopicOptions topics = new TopicOptions();

    @Mixin
    private final OutputFile output = new OutputFile();

    PolicyTrainCommand(Console console) {
        this.console = console;
    }

    private record Document(String classifier, Map<String, Long> categories) {}

    @Override
    protected ExitCode run() throws Exception {
        if (data.isEmpty() && !topics.isAsked()) {
            throw CommandException.usage("there is nothing to learn from", "Add --from-topic or --data FILE");
        }
        Path file = output.requireWritable();
        List<Example> examples = new ArrayList<>(CategoryLines.read(data));
        topics.read()
                .forEach(draft -> ScreenedDrafts.category(draft)
                        .ifPresent(category ->
                                examples.add(new Example(draft.getDraft().getText(), category))));
        try {
            Files.write(file, TextClassifier.train(examples).bytes());
        } catch (IllegalArgumentException e) {
            throw LabelledData.badData(e);
        }
        print(new Document(
                file.toString(),
                examples.stream()
                        .collect(Collectors.groupingBy(Example::category, TreeMap::new, Collectors.counting()))));
        return ExitCode.DONE;
    }

    private void print(Document document) {
        if (json()) {
            console.json(document);
            return;
        }
        document.categories().forEach((category, texts) -> console.line(String.format("%7d  %s", texts, category)));
        console.line("Wrote " + document.classifier() + ".");
    }
}
