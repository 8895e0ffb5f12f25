package io.draftgate.cli.pipeline;

import io.draftgate.detection.policy.Policy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which policy is applied. */
public final class PolicyOption {
    @Option(
            names = "--policy",
            paramLabel = "FILE.yaml",
            description = "Rules for prompts and drafts (default: the bundled policy).")
    private @Nullable Path file;

    /**
     * Reads the policy.
     *
     * @throws io.draftgate.detection.policy.PolicyFormatException with everything that is wrong with it
     */
    public Policy open() {
        return file == null ? Policy.bundled() : Policy.read(file);
    }
}
