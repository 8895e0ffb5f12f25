package io.draftgate.release.gate;

import io.draftgate.release.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One rule of a release policy, and the gate of that name. Immutable.
 *
 * @param id names the gate; lower-case letters, digits, hyphens
 * @param models names or digests it is about; {@code *} is any
 * @param tasks names it is about; {@code *} is any, {@code -} none named
 * @param tenants it is about; {@code *} is any
 * @param mode what becomes of its drafts, once its evidence is in the log and it was opened
 * @param evidence what that takes; {@link EvidenceDemand#NONE} for a rule that holds at once
 * @param otherwise what becomes of them until then
 */
public record GateRule(
        String id,
        List<String> models,
        List<String> tasks,
        List<String> tenants,
        GateMode mode,
        EvidenceDemand evidence,
        GateMode otherwise) {
    private static final String ANY = "*";
    private static final String NONE = "-";

    public GateRule {
        models = List.copyOf(models);
        tasks = List.copyOf(tasks);
        tenants = List.copyOf(tenants);
    }

    /** Whether the rule is about drafts like this. */
    public boolean covers(DraftOrigin draft) {
        return (names(models, draft.modelName()) || models.contains(draft.modelDigest()))
                && names(tasks, draft.task().isEmpty() ? NONE : draft.task())
                && names(tenants, draft.tenant());
    }

    /** Whether it takes an opening, signed and in the log, before drafts pass. */
    public boolean needsOpening() {
        return !evidence.isNone();
    }

    /** {@code sha256:<hex>} of all that the rule says: an opening holds for this rule and no other of the same name. */
    public String digest() {
        return Sha256.named(toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean names(List<String> patterns, String name) {
        return patterns.contains(ANY) || patterns.contains(name);
    }
}
