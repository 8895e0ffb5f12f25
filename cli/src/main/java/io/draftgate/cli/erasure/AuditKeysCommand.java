package io.draftgate.cli.erasure;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.erasure.DataSubject;
import io.draftgate.erasure.FileKeystore;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate audit keys}. */
@Command(
        name = "keys",
        description = {
            "Tell whose keys are in a keystore and how many were destroyed.",
            "With --rotate, make a new master key and wrap every key with it: older copies of the keystore open nothing of "
                    + "what is wrapped from now on."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate audit keys --keystore keys",
            "  draftgate audit keys --keystore keys --rotate --json"
        })
public final class AuditKeysCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final KeystoreOption keystoreOption = new KeystoreOption();

    @Option(names = "--rotate", description = "Make a new master key and destroy the old one.")
    private boolean rotate;

    /** The command, writing to a console. */
    public AuditKeysCommand(Console console) {
        this.console = console;
    }

    private record Document(String masterKey, List<DataSubject> subjects, long destroyedKeys, int wrappedAnew) {}

    @Override
    protected ExitCode run() {
        FileKeystore keystore = keystoreOption.required();
        int wrapped = rotate ? keystore.rotate() : 0;
        List<DataSubject> subjects = keystore.subjects().stream()
                .sorted(Comparator.comparing(DataSubject::tenant).thenComparing(DataSubject::author))
                .toList();
        Document document = new Document(keystore.masterKey(), subjects, keystore.destroyedKeys(), wrapped);
        if (json()) {
            console.json(document);
            return ExitCode.DONE;
        }
        subjects.forEach(subject -> console.line(subject.toString()));
        console.line(subjects.size() + " keys, " + document.destroyedKeys() + " destroyed; master key "
                + document.masterKey() + (rotate ? ", " + wrapped + " keys wrapped anew." : "."));
        return ExitCode.DONE;
    }
}
