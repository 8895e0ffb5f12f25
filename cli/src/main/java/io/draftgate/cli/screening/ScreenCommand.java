package io.draftgate.cli.screening;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.detection.Detector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate screen}. */
@Command(
        name = "screen",
        description = {
            "Tell texts that a machine wrote from texts of people, without Kafka.",
            "Reads one plain text from standard input or from each FILE; a FILE that ends in .jsonl or .jsonl.gz holds a JSON "
                    + "object a line, with 'id' and 'text'. A line that is no document is told on standard error, and the rest "
                    + "goes on."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate screen < essay.txt",
            "  draftgate screen essay.txt report.txt --json",
            "  draftgate screen submissions.jsonl --jsonl > verdicts.jsonl",
            "  draftgate screen submissions.jsonl --aggregate-by sender",
            "  draftgate screen essay.txt --explain --html essay.html",
            "  cat submissions.jsonl | draftgate screen --jsonl"
        })
public final class ScreenCommand extends DraftgateCommand {

    private static final String STANDARD_INPUT = "standard input";

    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "What to screen (default: standard input).")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--jsonl",
            order = 89,
            description = "Print one JSON object a line, as soon as it is known; standard input holds JSON lines, too.")
    private boolean jsonl;

    @Option(
            names = "--explain",
            description = "Say which features carried each verdict, in words, and how suspicious each sentence is.")
    private boolean explain;

    @Option(
            names = "--aggregate-by",
            paramLabel = "FIELD",
            description = "Judge all texts with the same value of this field of their JSON line together, too.")
    private String senderField = "";

    @Mixin
    private final HtmlOption html = new HtmlOption();

    @Mixin
    private final DetectorOption detectorOption = new DetectorOption();

    /** The command, reading from and writing to a console. */
    public ScreenCommand(Console console) {
        this.console = console;
    }

    @Override
    protected ExitCode run() throws Exception {
        html.requireWritable();
        requireLines();
        try (Detector detector = detectorOption.open()) {
            ScreeningPage page = new ScreeningPage();
            ScreeningReport report = html.isAsked() ? new ScreeningReport.WithPage(report(), page) : report();
            Screening screening = new Screening(detector, console, report, explain || html.isAsked());
            for (DocumentSource source : sources()) {
                source.read(screening);
            }
            screening.finish();
            html.write(page.finish(detector.card()));
        }
        return ExitCode.DONE;
    }

    private void requireLines() {
        if (!senderField.isEmpty() && sources().stream().noneMatch(DocumentSource::jsonLines)) {
            throw CommandException.usage(
                    "--aggregate-by needs JSON lines, a plain text has no field", "Name a .jsonl file or add --jsonl");
        }
    }

    private List<DocumentSource> sources() {
        return files.isEmpty()
                ? List.of(new DocumentSource(STANDARD_INPUT, jsonl, senderField, console::in))
                : files.stream()
                        .map(file -> DocumentSource.file(file, false, senderField))
                        .toList();
    }

    private ScreeningReport report() {
        if (jsonl) {
            return new ScreeningReport.Lines(console);
        }
        if (!json()) {
            return new ScreeningReport.Words(console);
        }
        boolean one = sources().size() == 1 && !sources().get(0).jsonLines();
        return one ? new ScreeningReport.Single(console) : new ScreeningReport.Collected(console);
    }
}
