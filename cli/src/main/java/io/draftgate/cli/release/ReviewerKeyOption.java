package io.draftgate.cli.release;

import io.draftgate.cli.command.CommandException;
import io.draftgate.release.gate.ReviewerKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that says whose inspections count. */
final class ReviewerKeyOption {
    @Option(
            names = "--reviewer-key",
            paramLabel = "NAME=FILE.pub",
            description = "Public key of a reviewer, whose inspections count if it signed them; may be repeated.")
    private Map<String, Path> files = new LinkedHashMap<>();

    ReviewerKeys read() throws IOException {
        try {
            return ReviewerKeys.read(files);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(
                    "--reviewer-key: " + e.getMessage(), "Make a key with 'draftgate release key NAME.key'");
        }
    }
}
