package io.draftgate.cli.erasure;

import io.draftgate.cli.command.CommandException;
import io.draftgate.erasure.FileKeystore;
import io.draftgate.erasure.KeystoreException;
import io.draftgate.index.EventOpener;
import io.draftgate.streams.sealing.Sealing;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where the keys of data subjects are kept. */
public final class KeystoreOption {
    @Option(
            names = "--keystore",
            paramLabel = "DIR",
            description = "Keys that seal texts in the audit log, made where missing (default: texts are not sealed).")
    private @Nullable Path folder;

    /**
     * Seals and opens with these keys; without the option, with none.
     *
     * @throws CommandException if the folder holds something else
     */
    public Sealing sealing() {
        return folder == null ? Sealing.none() : Sealing.with(open(folder));
    }

    /** Opens events for the index; without the option, only those that were never sealed. */
    public EventOpener opener() {
        return new KeystoreOpener(sealing());
    }

    /** A keystore that has to be there. */
    FileKeystore required() {
        if (folder == null) {
            throw CommandException.usage("--keystore is missing", "Name the folder that the services were given");
        }
        return open(folder);
    }

    private static FileKeystore open(Path folder) {
        try {
            return FileKeystore.open(folder);
        } catch (KeystoreException e) {
            throw CommandException.couldNotRun("bad-keystore", String.valueOf(e.getMessage()), "Check --keystore");
        }
    }
}
