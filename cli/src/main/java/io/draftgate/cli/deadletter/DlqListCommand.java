package io.draftgate.cli.deadletter;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate dlq list}. */
@Command(
        name = "list",
        description = "List the dead letters that wait, with reason and origin.",
        footer = {
            "",
            "Examples:",
            "  draftgate dlq list --bootstrap localhost:9092",
            "  draftgate dlq list --settled --exception SerializationException --bootstrap localhost:9092 --json"
        })
final class DlqListCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final LetterOptions letterOptions = new LetterOptions();

    @Option(names = "--settled", description = "List those that were redriven or dropped, too.")
    private boolean settled;

    @Option(
            names = "--exception",
            paramLabel = "TEXT",
            description = "Only those whose exception contains this (default: all).")
    private @Nullable String exception;

    DlqListCommand(Console console) {
        this.console = console;
    }

    /**
     * What {@code --json} prints.
     *
     * @param waiting how many dead letters wait, of all
     */
    private record Document(int waiting, List<LetterDocument> letters) {}

    @Override
    protected ExitCode run() {
        DeadLetterBox box = DeadLetterBox.read(letterOptions.topics(), letterOptions.client());
        List<LetterDocument> letters = box.all().stream()
                .filter(letter -> settled || letter.isOpen())
                .filter(this::isAskedFor)
                .map(LetterDocument::of)
                .toList();
        int waiting = box.open().size();
        if (json()) {
            console.json(new Document(waiting, letters));
        } else {
            letters.forEach(letter -> console.line(letter.text()));
            console.line(waiting + " dead letters wait.");
        }
        return ExitCode.DONE;
    }

    private boolean isAskedFor(DeadLetter letter) {
        return exception == null
                || letter.cause().exception().toLowerCase(Locale.ROOT).contains(exception.toLowerCase(Locale.ROOT));
    }
}
