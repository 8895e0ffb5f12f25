package io.draftgate.cli.audit;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.StateFolder;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where the audit index lives. */
public final class DatabaseOption {
    @Option(
            names = "--database",
            paramLabel = "FILE|URL",
            description =
                    "The audit index: a SQLite file, or jdbc:postgresql://HOST/DATABASE?user=NAME&password=SECRET, "
                            + "which several may share (default: audit.db in the state folder).")
    private @Nullable String database;

    /** Opens the index, makes it where there is none. */
    public AuditIndex open() throws IOException {
        return AuditIndex.open(address());
    }

    private DatabaseAddress address() throws IOException {
        if (database != null) {
            try {
                return DatabaseAddress.of(database);
            } catch (IllegalArgumentException e) {
                throw CommandException.usage("--database: " + e.getMessage(), "Name a file, or a jdbc:postgresql: URL");
            }
        }
        Path folder = StateFolder.of(System.getenv());
        Files.createDirectories(folder);
        return DatabaseAddress.of(folder.resolve("audit.db").toString());
    }
}
