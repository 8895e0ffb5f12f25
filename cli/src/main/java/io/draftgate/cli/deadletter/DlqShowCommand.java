package io.draftgate.cli.deadletter;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate dlq show}. */
@Command(
        name = "show",
        description = "Show one dead letter: why it is one, its headers with the stack trace, and its value.",
        footer = {"", "Examples:", "  draftgate dlq show generator.dlq-0@17 --bootstrap localhost:9092"})
final class DlqShowCommand extends DraftgateCommand {
    private static final int DEFAULT_BYTES = 256;

    private final Console console;

    @Parameters(paramLabel = "ID", description = "Which, e.g. generator.dlq-0@17.")
    private String id = "";

    @Option(
            names = "--bytes",
            paramLabel = "N",
            description = "How much of the value to show, in hexadecimal (default: ${DEFAULT-VALUE}).")
    private int bytes = DEFAULT_BYTES;

    @Mixin
    private final LetterOptions letterOptions = new LetterOptions();

    DlqShowCommand(Console console) {
        this.console = console;
    }

    /**
     * What {@code --json} prints.
     *
     * @param value the beginning, in hexadecimal; null for a tombstone
     * @param headers as text
     */
    private record Document(
            LetterDocument letter,
            Map<String, String> headers,
            @Nullable String value) {}

    @Override
    protected ExitCode run() {
        LetterId letterId = LetterId.parse(id);
        DeadLetter letter = DeadLetterBox.read(letterOptions.topics(), letterOptions.client())
                .get(letterId);
        Map<String, String> headers = new TreeMap<>();
        for (Header header : letter.record().headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
        }
        Document document = new Document(
                LetterDocument.of(letter), headers, beginning(letter.record().value()));
        if (json()) {
            console.json(document);
            return ExitCode.DONE;
        }
        console.line(document.letter().text());
        headers.forEach((name, value) -> console.line("  " + name + ": " + value.strip()));
        console.line(
                document.letter().valueBytes() < 0
                        ? "  no value"
                        : "  " + document.letter().valueBytes() + " bytes: " + document.value());
        return ExitCode.DONE;
    }

    private @Nullable String beginning(byte @Nullable [] value) {
        return value == null ? null : HexFormat.of().formatHex(value, 0, Math.min(Math.max(bytes, 0), value.length));
    }
}
