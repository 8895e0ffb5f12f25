package io.draftgate.release.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which model, task and tenant may publish without a person. The first rule that covers a draft decides; {@link #otherwise()}
 * where none does. Immutable, thread-safe.
 *
 * @param version the file's own
 * @param digest {@code sha256:<hex>} of the file's bytes
 */
public record ReleasePolicy(String version, String digest, GateMode otherwise, List<GateRule> rules) {
    private static final String BUNDLED = "release-policy.yaml";

    public ReleasePolicy {
        rules = List.copyOf(rules);
    }

    /** The policy that comes with Draftgate: open for all. */
    public static ReleasePolicy bundled() {
        try (InputStream in = ReleasePolicy.class.getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new IllegalStateException(BUNDLED + " is missing from the jar");
            }
            return ReleasePolicyReader.read("bundled " + BUNDLED, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a release policy.
     *
     * @throws ReleasePolicyException with everything that is wrong with it
     * @throws UncheckedIOException if the file cannot be read
     */
    public static ReleasePolicy read(Path file) {
        try {
            return ReleasePolicyReader.read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** The rule that decides about drafts like this. */
    public Optional<GateRule> ruleFor(DraftOrigin draft) {
        return rules.stream().filter(rule -> rule.covers(draft)).findFirst();
    }

    /** The rule of a gate. */
    public Optional<GateRule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** Whether any gate takes a signed opening. */
    public boolean needsOpenings() {
        return rules.stream().anyMatch(GateRule::needsOpening);
    }
}
