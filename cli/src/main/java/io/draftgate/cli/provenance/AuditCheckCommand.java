package io.draftgate.cli.provenance;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.command.InputFile;
import io.draftgate.cli.command.InputText;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.release.LogOptions;
import io.draftgate.cli.release.OpenedLog;
import io.draftgate.release.likeness.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate audit check}. */
@Command(
        name = "check",
        description = {
            "Answer from the audit log whether this pipeline wrote a text: exactly, nearly, or as the source of an excerpt.",
            "Spacing does not count in an exact match; case and punctuation do not count in a near one. Texts of fewer than "
                    + "twelve words are only found exactly. What was erased is not found."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate audit check story.txt --bootstrap localhost:9092",
            "  draftgate audit check 'There is no better way to learn a country' --bootstrap localhost:9092 --json",
            "  draftgate audit check - --bootstrap localhost:9092 < story.txt",
            "  draftgate audit check --calibrate --bootstrap localhost:9092"
        })
public final class AuditCheckCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "TEXT|FILE",
            description = "A file if there is one of that name, else the text; - is standard input.")
    private String asked = "";

    @Option(
            names = "--max",
            paramLabel = "N",
            description = "Matches shown, the nearest first (default: ${DEFAULT-VALUE}).")
    private int most = 10;

    @Option(
            names = "--calibrate",
            description =
                    "Instead: how often a draft of the log is taken for one of another prompt, over up to 1000 drafts.")
    private boolean calibrate;

    @Mixin
    private final LogOptions log = new LogOptions();

    /** The command, reading from and writing to a console. */
    public AuditCheckCommand(Console console) {
        this.console = console;
    }

    private record Document(
            boolean written,
            String answer,
            String textDigest,
            List<DraftMatch> matches,
            int draftsCompared,
            long erasedEvents,
            boolean auditVerified) {}

    @Override
    protected ExitCode run() throws IOException {
        if (calibrate) {
            return calibrate();
        }
        if (asked.isEmpty()) {
            throw CommandException.usage("no text is named", "Name a text or a file, or - for standard input");
        }
        Fingerprint text = Fingerprint.of(text());
        DraftSearch search = new DraftSearch(text);
        OpenedLog.Reading reading = log.open().read((chainName, link, event) -> search.read(event));
        List<DraftMatch> matches = search.matches(most);
        String answer = matches.isEmpty() ? "none" : matches.get(0).degree();
        if (json()) {
            console.json(new Document(
                    !matches.isEmpty(),
                    answer,
                    "sha256:" + text.digest(),
                    matches,
                    search.compared(),
                    reading.erased(),
                    reading.intact()));
        } else {
            matches.forEach(this::print);
            console.line((matches.isEmpty() ? "This pipeline wrote no such text" : "This pipeline wrote it: " + answer)
                    + "; " + search.compared() + " drafts compared. " + reading.remark());
        }
        return ExitCode.DONE;
    }

    private record Rates(int drafts, long pairs, long mistaken, double falsePositiveRate, double upperBound95) {}

    private ExitCode calibrate() {
        Calibration calibration = new Calibration();
        log.open().read((chainName, link, event) -> calibration.read(event));
        Calibration.Figures figures = calibration.figures();
        if (json()) {
            console.json(
                    new Rates(figures.drafts(), figures.pairs(), figures.mistaken(), figures.rate(), figures.bound()));
        } else {
            console.line(String.format(
                    Locale.ROOT,
                    "%d of %d pairs of drafts of different prompts are taken for each other: %.2g, below %.2g with 95 %% "
                            + "confidence; %d drafts.",
                    figures.mistaken(),
                    figures.pairs(),
                    figures.rate(),
                    figures.bound(),
                    figures.drafts()));
        }
        return ExitCode.DONE;
    }

    private void print(DraftMatch match) {
        console.line(String.format(
                Locale.ROOT,
                "%-14s  %s  resemblance %.2f, contained %.2f, %s, by %s at %s",
                match.degree(),
                match.draft(),
                match.resemblance(),
                match.containment(),
                match.route(),
                match.modelName(),
                match.generatedAt()));
    }

    private String text() throws IOException {
        if (asked.equals("-")) {
            return InputText.read(console.in(), "standard input");
        }
        if (!isFile(asked)) {
            return asked;
        }
        try (InputStream in = InputFile.open(Path.of(asked))) {
            return InputText.read(in, asked);
        }
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException aText) {
            return false;
        }
    }
}
