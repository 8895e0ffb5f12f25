package io.draftgate.cli.screening;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.command.InputFile;
import io.draftgate.cli.command.InputText;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.pipeline.PolicyOption;
import io.draftgate.detection.policy.Anonymised;
import io.draftgate.detection.policy.Operator;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate policy anonymise}. */
@Command(
        name = "anonymise",
        description = {
            "Take personal data out of a text: what the rules with an operator find is redacted, masked, replaced or hashed.",
            "Reads standard input or FILE and prints the text."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate policy anonymise < letter.txt",
            "  draftgate policy anonymise letter.txt --operator hash --salt \"$SALT\" --json"
        })
final class PolicyAnonymiseCommand extends DraftgateCommand {

    private static final int SALT_BYTES = 16;

    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "What to anonymise (default: standard input).")
    private @Nullable Path file;

    @Option(
            names = "--operator",
            paramLabel = "OPERATOR",
            description = "redact, mask, replace or hash, in place of the rules' own (default: each rule's own).")
    private @Nullable Operator operator;

    @Option(
            names = "--salt",
            paramLabel = "TEXT",
            description =
                    "Secret that hashes are made with: the same one gives the same hashes (default: a random one).")
    private @Nullable String salt;

    @Mixin
    private final PolicyOption policyOption = new PolicyOption();

    PolicyAnonymiseCommand(Console console) {
        this.console = console;
    }

    private record Document(String text, List<Piece> found, String policyVersion, String policyDigest) {}

    private record Piece(String rule, String category, int start, int end, String operator) {}

    @Override
    protected ExitCode run() throws Exception {
        var policy = policyOption.open();
        Anonymised anonymised = policy.anonymise(text(), Optional.ofNullable(operator), salt == null ? random() : salt);
        if (json()) {
            List<Piece> found = anonymised.found().stream()
                    .map(piece -> new Piece(
                            piece.ruleId(),
                            piece.category(),
                            piece.span().start(),
                            piece.span().end(),
                            piece.operator().name().toLowerCase(Locale.ROOT)))
                    .toList();
            console.json(new Document(anonymised.text(), found, policy.version(), policy.digest()));
        } else {
            console.line(anonymised.text().stripTrailing());
        }
        return ExitCode.DONE;
    }

    private String text() throws Exception {
        if (file == null) {
            return InputText.read(console.in(), "standard input");
        }
        try (InputStream in = InputFile.open(file)) {
            return InputText.read(in, file.toString());
        }
    }

    private static String random() {
        byte[] bytes = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
