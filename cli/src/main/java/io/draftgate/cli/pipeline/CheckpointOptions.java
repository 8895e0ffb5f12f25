package io.draftgate.cli.pipeline;

import io.draftgate.cli.audit.SigningKeyFile;
import io.draftgate.cli.command.Allowed;
import io.draftgate.cli.command.CommandException;
import io.draftgate.detector.chain.CheckpointPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who signs checkpoints of the audit log, and how often. */
final class CheckpointOptions {
    @Option(
            names = "--checkpoint-key",
            paramLabel = "FILE",
            description = "Signs checkpoints of the audit log, see 'draftgate audit key' (default: none are signed).")
    private @Nullable Path keyFile;

    @Option(
            names = "--checkpoint-records",
            paramLabel = "N",
            description = "Sign one at least every so many records (default: ${DEFAULT-VALUE}).")
    @Allowed(min = 1)
    private long records = CheckpointPolicy.DEFAULT_RECORDS;

    @Option(
            names = "--checkpoint-seconds",
            paramLabel = "N",
            description = "Sign one at least so often while the log grows (default: ${DEFAULT-VALUE}).")
    @Allowed(min = 1)
    private long seconds = CheckpointPolicy.DEFAULT_INTERVAL.toSeconds();

    Optional<CheckpointPolicy> policy() throws IOException {
        if (keyFile == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new CheckpointPolicy(new SigningKeyFile(keyFile).read(), records, Duration.ofSeconds(seconds)));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(
                    String.valueOf(e.getMessage()), "Try --checkpoint-records 1000 --checkpoint-seconds 10");
        }
    }
}
