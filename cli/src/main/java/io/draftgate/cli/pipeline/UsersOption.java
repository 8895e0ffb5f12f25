package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.StateFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where the reviewers are. */
final class UsersOption {
    @Option(
            names = "--users",
            paramLabel = "FILE",
            description =
                    "Names of the reviewers and hashes of their passwords (default: reviewers in the state folder).")
    private @Nullable Path file;

    Path file() {
        return file == null ? StateFolder.of(System.getenv()).resolve("reviewers") : file;
    }
}
