package io.draftgate.detection;

import io.draftgate.detection.model.Regime;
import java.util.List;

/**
 * Where a detector comes from and what it is worth, as it stands in its file. Immutable.
 *
 * @param languageModel name of the model that its likelihood features were computed with
 * @param languageModelDigest digest of that model
 * @param falsePositiveRate at which its thresholds were chosen
 * @param trainedOn what it learned from
 * @param measured how well it did on texts it had not learned from
 * @param recalls of the pipeline's own drafts, by regime, at the thresholds it was trained with
 */
public record DetectorCard(
        String languageModel,
        String languageModelDigest,
        double falsePositiveRate,
        List<Source> trainedOn,
        List<Figures> measured,
        List<Recall> recalls) {

    public DetectorCard {
        trainedOn = List.copyOf(trainedOn);
        measured = List.copyOf(measured);
        recalls = List.copyOf(recalls);
    }

    /**
     * Texts of one kind.
     *
     * @param source collection that was left out together when the figures were measured
     * @param label {@code human} or {@code machine}
     */
    public record Source(String source, String label, String generator, String decoding, int texts) {}

    /**
     * What share of the pipeline's own drafts is recognised, none of them learned from.
     *
     * @param drafts long enough for a verdict
     * @param recognised share called SYNTHETIC, 0 to 1
     */
    public record Recall(Regime regime, int drafts, double recognised) {}

    /**
     * Figures of one set of texts, none of them learned from.
     *
     * @param set what was measured, and how it was kept apart
     * @param auroc area under the ROC curve of the raw score, 0 to 1
     * @param truePositiveRateAt1 share of machine texts above the score that 1 % of these human texts reach
     * @param truePositiveRateAt5 the same at 5 %
     */
    public record Figures(
            String set, int human, int machine, double auroc, double truePositiveRateAt1, double truePositiveRateAt5) {}
}
