package io.draftgate.cli.provenance;

import io.draftgate.release.likeness.TextMatch;
import io.draftgate.schemas.event.DraftGenerated;
import java.util.Locale;

/**
 * A draft that is near to a text that was asked for.
 *
 * @param draft {@code tenant/id/completion}
 * @param degree {@code exact}, {@code near-duplicate} or {@code excerpt}
 * @param withPrompt whether the prompt counts as part of the draft's text
 * @param route {@code PUBLISH}, {@code REVIEW}, {@code BLOCK}; {@code unscreened} if the log knows of none
 */
record DraftMatch(
        String draft,
        String degree,
        boolean withPrompt,
        double resemblance,
        double containment,
        String route,
        String modelName,
        String modelDigest,
        String generatedAt) {
    static final String UNSCREENED = "unscreened";

    static DraftMatch of(String name, DraftGenerated draft, TextMatch match, boolean withPrompt) {
        return new DraftMatch(
                name,
                match.degree().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                withPrompt,
                match.resemblance(),
                match.containment(),
                UNSCREENED,
                draft.getModelName(),
                draft.getModelDigest(),
                draft.getGeneratedAt().toString());
    }

    DraftMatch routed(String to) {
        return new DraftMatch(
                draft, degree, withPrompt, resemblance, containment, to, modelName, modelDigest, generatedAt);
    }

    /** Larger is nearer. */
    double nearness() {
        return (degree.equals("exact") ? 2 : 0) + Math.max(resemblance, containment / 2);
    }
}
