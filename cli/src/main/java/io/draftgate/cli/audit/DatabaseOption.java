package io.draftgate.cli.audit;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.StateFolder;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
        DatabaseAddress address = address();
        Optional<Path> folder = address.file().map(Path::toAbsolutePath).map(Path::getParent);
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
        }
        return AuditIndex.open(address);
    }

    /**
     * Opens an index that somebody filled.
     *
     * @throws CommandException if there is none: an empty one would find nothing and not say why
     */
    AuditIndex openExisting() {
        DatabaseAddress address = address();
        if (address.file().filter(Files::notExists).isPresent()) {
            throw missing("there is no audit index " + address);
        }
        AuditIndex index = AuditIndex.open(address);
        if (index.positions().isEmpty()) {
            index.close();
            throw missing("the audit index " + address + " is empty");
        }
        return index;
    }

    private static CommandException missing(String message) {
        return CommandException.couldNotRun(
                "no-index",
                message,
                "Fill it with 'draftgate run index --bootstrap HOST:PORT', add --bootstrap here, or check --database");
    }

    private DatabaseAddress address() {
        if (database != null) {
            try {
                return DatabaseAddress.of(database);
            } catch (IllegalArgumentException e) {
                throw CommandException.usage("--database: " + e.getMessage(), "Name a file, or a jdbc:postgresql: URL");
            }
        }
        return DatabaseAddress.of(
                StateFolder.of(System.getenv()).resolve("audit.db").toString());
    }
}
