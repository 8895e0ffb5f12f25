package io.draftgate.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What detector and policy said of a text. Immutable.
 *
 * @param route where the policy sent it; null for a document from outside
 * @param verdict {@code SYNTHETIC}, {@code HUMAN} or {@code ABSTAIN}
 * @param probability that it is machine-written, in [0, 1]; null when the detector abstained before scoring
 * @param reasons at least one
 * @param sentences in the order of the text; empty where they were not scored
 * @param detectorDigest {@code sha256:<hex>} of the detector
 * @param operatingPoint the threshold that was applied
 * @param policyVersion the policy's own version
 * @param policyDigest {@code sha256:<hex>} of the policy
 */
public record Finding(
        @Nullable String route,
        String verdict,
        @Nullable Double probability,
        List<Reason> reasons,
        List<Sentence> sentences,
        String detectorDigest,
        String operatingPoint,
        String policyVersion,
        String policyDigest) {
    public Finding {
        reasons = List.copyOf(reasons);
        sentences = List.copyOf(sentences);
    }

    /**
     * Why.
     *
     * @param code stable, lower-case, with hyphens
     * @param text one sentence
     */
    public record Reason(String code, String text) {}

    /**
     * A part of the text and how it looks to the detector by itself.
     *
     * @param start first character, from 0
     * @param end one after the last
     * @param score the detector's raw score, larger is more machine-like; no verdict
     */
    public record Sentence(int start, int end, double score) {}
}
