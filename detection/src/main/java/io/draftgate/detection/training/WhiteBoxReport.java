package io.draftgate.detection.training;

import java.util.Comparator;
import java.util.List;

/**
 * How well a model's own drafts are told from human text of the same length. Immutable.
 *
 * @param model that wrote the drafts and reads all texts
 * @param humanTexts of all lengths that are long enough for the longest
 * @param cells by decoding and length
 * @param additions by decoding, at one length; empty if they were not asked for
 */
public record WhiteBoxReport(String model, int humanTexts, List<Cell> cells, List<Addition> additions) {

    public WhiteBoxReport {
        cells = List.copyOf(cells);
        additions = List.copyOf(additions);
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("cells are empty, expected at least one");
        }
    }

    /**
     * One decoding at one length. All four are areas under the ROC curve, 0 to 1.
     *
     * @param tokens of each text
     * @param head of the regimes' models, trained on drafts and human texts of other documents
     * @param curvature Fast-DetectGPT's conditional curvature, in closed form, untrained
     * @param logRank negative mean log-rank, untrained
     * @param logProbability mean log-probability, untrained
     */
    public record Cell(
            String decoding,
            int tokens,
            int human,
            int machine,
            Estimate head,
            double truePositiveRateAt1,
            double curvature,
            double logRank,
            double logProbability) {}

    /**
     * What drafts of other decodings in the training add to the recognition of one. Areas under the ROC curve, 0 to 1.
     *
     * @param single trained on one decoding alone, that of the released samples
     * @param unpenalised trained on all decodings without a repetition penalty
     * @param others trained on all decodings but this one
     * @param all trained on all decodings
     */
    public record Addition(String decoding, int tokens, double single, double unpenalised, double others, double all) {}

    /** The cell in which drafts are told worst. */
    public Cell worst() {
        return cells.stream()
                .min(Comparator.comparingDouble(cell -> cell.head().value()))
                .orElseThrow();
    }
}
