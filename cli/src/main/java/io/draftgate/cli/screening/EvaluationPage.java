package io.draftgate.cli.screening;

import io.draftgate.cli.page.HtmlPage;
import io.draftgate.cli.page.UnitPlot;
import io.draftgate.detection.training.DetectorEvaluation;
import io.draftgate.detection.training.Reliability;
import java.util.Locale;

/** An evaluation as a page: the ROC curve, the reliability of the probabilities, and the table. */
final class EvaluationPage {

    private EvaluationPage() {}

    static HtmlPage of(DetectorEvaluation evaluation, String detectorDigest) {
        UnitPlot roc = new UnitPlot("ROC", "false-positive rate", "true-positive rate").line(evaluation.roc());
        return new HtmlPage("What a detector is worth")
                .note("Detector " + detectorDigest)
                .paragraph(evaluation.overall().n() + " texts, "
                        + evaluation.overall().human()
                        + " of them by people. Ranking figures are those of the raw scores of all texts; accuracy is that of "
                        + "the verdicts given. In brackets the interval at 95 %.")
                .markup(roc.render() + reliability(evaluation.reliability()).render())
                .heading("All texts, and parts of them")
                .table(EvaluationTable.HEADER, EvaluationTable.rows(evaluation))
                .note(
                        "The machine texts of a generator or a decoding stand against all human texts. Probabilities are meant at "
                                + "even odds: in Brier score, calibration error and reliability both labels weigh the same.");
    }

    private static UnitPlot reliability(Reliability reliability) {
        UnitPlot plot = new UnitPlot("Reliability", "probability", "share of machine texts");
        for (Reliability.Bin bin : reliability.bins()) {
            plot.dot(
                    bin.probability(),
                    bin.machine(),
                    String.format(
                            Locale.ROOT,
                            "%d texts of probability %.2f: %.2f by machines",
                            bin.texts(),
                            bin.probability(),
                            bin.machine()));
        }
        return plot;
    }
}
