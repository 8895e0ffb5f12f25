package io.draftgate.cli.release;

import io.draftgate.cli.command.CommandException;
import io.draftgate.release.gate.GateRule;
import io.draftgate.release.gate.ReleasePolicy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which release policy is applied. */
public final class ReleasePolicyOption {
    @Option(
            names = "--release-policy",
            paramLabel = "FILE.yaml",
            description = "Which model, task and tenant may publish without a person (default: the bundled one, all).")
    private @Nullable Path file;

    /**
     * Reads the policy.
     *
     * @throws io.draftgate.release.gate.ReleasePolicyException with everything that is wrong with it
     */
    public ReleasePolicy open() {
        return file == null ? ReleasePolicy.bundled() : ReleasePolicy.read(file);
    }

    /** The rule of a gate that has to be there. */
    GateRule required(String gate) {
        ReleasePolicy policy = open();
        return policy.rule(gate)
                .orElseThrow(() -> CommandException.usage(
                        "the release policy " + policy.version() + " has no gate '" + gate + "', only "
                                + policy.rules().stream().map(GateRule::id).toList(),
                        "Name one of them, or another --release-policy"));
    }
}
