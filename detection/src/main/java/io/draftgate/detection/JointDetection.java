package io.draftgate.detection;

import io.draftgate.detection.model.NormalDeviate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What many texts of one sender say together, where one text alone cannot. Immutable.
 *
 * @param texts of the sender
 * @param judged of those, how many were long enough to be measured
 * @param deviations how far they lie above human text together, in deviations of what texts of one person would
 * @param needed deviations that so small a share of people would reach as is called a false positive
 * @param verdict SYNTHETIC or ABSTAIN: that nothing is found in texts does not show that a person wrote them
 * @param reasons at least one
 */
public record JointDetection(
        int texts, int judged, double deviations, double needed, Verdict verdict, List<Reason> reasons) {

    /**
     * Correlation assumed between the scores of two texts of one person. Texts of one author resemble each other, and many of
     * them are less evidence than as many texts of many authors.
     */
    static final double LIKENESS = 0.2;

    public JointDetection {
        reasons = List.copyOf(reasons);
    }

    /**
     * Joins the evidence by Stouffer's method, allowing for the likeness of one person's texts.
     *
     * @param detections of all texts of one sender
     * @param falsePositiveRate share of people that may be called SYNTHETIC, e.g. 0.01
     */
    public static JointDetection of(List<Detection> detections, double falsePositiveRate) {
        double sum = 0;
        int judged = 0;
        for (Detection detection : detections) {
            if (detection.humanShare().isPresent()) {
                // One text cannot say more than the human texts it is compared with.
                double share = Math.min(detection.humanShare().getAsDouble(), 1 - 1e-6);
                sum += NormalDeviate.above(share);
                judged++;
            }
        }
        double needed = NormalDeviate.above(falsePositiveRate);
        if (judged == 0) {
            Reason nothing =
                    new Reason("nothing-judged", "None of " + detections.size() + " texts is long enough to judge");
            return new JointDetection(detections.size(), 0, 0, needed, Verdict.ABSTAIN, List.of(nothing));
        }
        double deviations = sum / Math.sqrt(judged * (1 + (judged - 1) * LIKENESS));
        boolean synthetic = deviations >= needed;
        List<Reason> reasons = new ArrayList<>();
        reasons.add(new Reason(
                synthetic ? "synthetic-together" : "undecided-together",
                String.format(
                        Locale.ROOT,
                        "%d texts together lie %.2f deviations above human text, %.2f are needed at a false-positive rate of %s",
                        judged,
                        deviations,
                        needed,
                        falsePositiveRate)));
        return new JointDetection(
                detections.size(),
                judged,
                deviations,
                needed,
                synthetic ? Verdict.SYNTHETIC : Verdict.ABSTAIN,
                reasons);
    }
}
