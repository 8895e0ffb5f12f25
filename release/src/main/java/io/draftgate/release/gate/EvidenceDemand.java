package io.draftgate.release.gate;

import io.draftgate.release.sampling.Risks;
import java.util.Optional;

/**
 * What has to be in the log before a gate may open. Immutable.
 *
 * @param sampling a sample of the gate's drafts was inspected and accepted by the plan for these risks
 * @param detector the detector recognises machine-written text at this rate
 * @param modelCard each model has a complete card
 */
public record EvidenceDemand(Optional<Risks> sampling, Optional<DetectorRecall> detector, boolean modelCard) {
    /** A gate that needs no opening. */
    public static final EvidenceDemand NONE = new EvidenceDemand(Optional.empty(), Optional.empty(), false);

    /**
     * How much the detector has to recognise.
     *
     * @param recall at least this share of machine-written texts, in (0, 1]
     * @param falsePositiveRate at this share of human texts flagged, in (0, 1)
     */
    public record DetectorRecall(double recall, double falsePositiveRate) {}

    /** Whether nothing is asked. */
    public boolean isNone() {
        return equals(NONE);
    }
}
