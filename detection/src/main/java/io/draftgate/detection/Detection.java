package io.draftgate.detection;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the detector found in one text. Immutable.
 *
 * @param probability calibrated probability that the text is machine-written, 0 to 1, at even odds before reading it;
 *     absent where nothing could be measured
 * @param verdict at the operating point
 * @param reasons at least one, the decisive first
 * @param detectorDigest {@code sha256:<hex>} of the detector file
 * @param operatingPoint thresholds and rate used, e.g. {@code characters=250-499 fpr=0.01 synthetic>=2.31 human<=0.12}
 * @param humanShare share of human texts of this length that score at least as high, above 0; absent where nothing could be
 *     measured
 */
public record Detection(
        OptionalDouble probability,
        Verdict verdict,
        List<Reason> reasons,
        String detectorDigest,
        String operatingPoint,
        OptionalDouble humanShare) {

    /** Reason code of a text that could not be measured because of a failure, not because of the text. */
    public static final String SCREENING_FAILED = "screening-failed";

    public Detection {
        if (probability.isPresent() && !(probability.getAsDouble() >= 0 && probability.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("probability is " + probability.getAsDouble() + ", expected 0 to 1");
        }
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons are empty, expected at least one");
        }
        reasons = List.copyOf(reasons);
    }

    /** Without a comparison with human texts. */
    public Detection(
            OptionalDouble probability,
            Verdict verdict,
            List<Reason> reasons,
            String detectorDigest,
            String operatingPoint) {
        this(probability, verdict, reasons, detectorDigest, operatingPoint, OptionalDouble.empty());
    }

    /** Abstains because the detector itself failed; a policy sends such a draft to review. */
    public static Detection failed(String cause, String detectorDigest) {
        return new Detection(
                OptionalDouble.empty(),
                Verdict.ABSTAIN,
                List.of(new Reason(SCREENING_FAILED, "Screening failed: " + cause)),
                detectorDigest,
                "none");
    }

    /** Whether screening itself failed. */
    public boolean isFailed() {
        return reasons.stream().anyMatch(reason -> reason.code().equals(SCREENING_FAILED));
    }
}
