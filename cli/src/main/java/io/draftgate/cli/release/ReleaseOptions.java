package io.draftgate.cli.release;

import io.draftgate.cli.command.CommandException;
import io.draftgate.detector.Publisher;
import io.draftgate.detector.ReleaseControl;
import io.draftgate.release.gate.VerifyingKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a detector that say what it may publish, and under whose name. */
public final class ReleaseOptions {
    @Mixin
    private final ReleasePolicyOption policy = new ReleasePolicyOption();

    @Option(
            names = "--release-key",
            paramLabel = "FILE.pub",
            description =
                    "Public key whose openings of gates are believed, see 'draftgate release key'; may be repeated.")
    private List<Path> keys = new ArrayList<>();

    @Mixin
    private final ReviewerKeyOption reviewers = new ReviewerKeyOption();

    @Option(
            names = "--publisher",
            paramLabel = "NAME",
            description = "Who stands on every published draft as its provider (default: ${DEFAULT-VALUE}).")
    private String provider = Publisher.UNNAMED;

    /** What may be published. */
    public ReleaseControl control() throws IOException {
        try {
            return new ReleaseControl(policy.open(), VerifyingKeys.read(keys), reviewers.read());
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()), "Name the key with --release-key FILE.pub");
        }
    }

    /** Under whose name. */
    public Publisher publisher() {
        String version = Optional.ofNullable(ReleaseOptions.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
        return new Publisher(provider, version);
    }
}
