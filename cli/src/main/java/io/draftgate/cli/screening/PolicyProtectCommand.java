package io.draftgate.cli.screening;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.command.InputFile;
import io.draftgate.cli.console.Console;
import io.draftgate.detection.policy.ProtectedCorpus;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate policy protect}. */
@Command(
        name = "protect",
        description = {
            "Index texts that must not be copied, so that a rule can find verbatim pieces of them.",
            "The index holds hashes of every run of words, whatever their case and punctuation; the texts cannot be read from "
                    + "it. A rule names it under 'protected'."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate policy protect novel.txt articles.txt --output protected.idx",
            "  # in policy.yaml:  - {id: copies, category: copyright, action: block, protected: protected.idx}"
        })
final class PolicyProtectCommand extends DraftgateCommand {

    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Plain texts to protect, UTF-8.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--words",
            paramLabel = "N",
            description = "A copy has at least so many words in a row (default: ${DEFAULT-VALUE}).")
    private int words = ProtectedCorpus.DEFAULT_WORDS;

    @Mixin
    private final OutputFile output = new OutputFile();

    PolicyProtectCommand(Console console) {
        this.console = console;
    }

    private record Document(String output, int files, int words, int shingles) {}

    @Override
    protected ExitCode run() throws Exception {
        if (words < 4) {
            throw CommandException.usage("--words is " + words + ", expected 4 or more", "Try --words 12");
        }
        Path file = output.requireWritable();
        List<String> texts = new ArrayList<>();
        for (Path text : files) {
            try (InputStream in = InputFile.open(text)) {
                texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        ProtectedCorpus corpus = ProtectedCorpus.of(texts, words);
        corpus.write(file);
        print(new Document(file.toString(), texts.size(), words, corpus.size()));
        return ExitCode.DONE;
    }

    private void print(Document document) {
        if (json()) {
            console.json(document);
        } else {
            console.line("Wrote " + document.output() + ": " + document.shingles() + " runs of " + document.words()
                    + " words from " + document.files() + (document.files() == 1 ? " file." : " files."));
        }
    }
}
