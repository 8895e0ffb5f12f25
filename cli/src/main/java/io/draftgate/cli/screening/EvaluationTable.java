package io.draftgate.cli.screening;

import io.draftgate.detection.training.DetectorEvaluation;
import io.draftgate.detection.training.Estimate;
import io.draftgate.detection.training.EvaluationFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation as a table: a row for all texts, and one for every part of them. */
final class EvaluationTable {

    static final List<String> HEADER = List.of(
            "texts",
            "human",
            "machine",
            "AUROC",
            "TPR at FPR 0.1 %",
            "at 1 %",
            "at 5 %",
            "accuracy",
            "recall",
            "false pos.",
            "Brier",
            "ECE",
            "abstained");

    private EvaluationTable() {}

    static List<List<String>> rows(DetectorEvaluation evaluation) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("all", evaluation.overall()));
        for (DetectorEvaluation.Group group : evaluation.groups()) {
            rows.add(row(group.dimension() + ": " + group.name(), group.figures()));
        }
        return rows;
    }

    /** Cells of one row; intervals stand in brackets. */
    private static List<String> row(String name, EvaluationFigures figures) {
        Map<String, Estimate> rates = figures.tprAtFpr();
        return List.of(
                name,
                Integer.toString(figures.human()),
                Integer.toString(figures.n() - figures.human()),
                shown(figures.auroc()),
                shown(rates.getOrDefault("0.001", figures.auroc())),
                shown(rates.getOrDefault("0.01", figures.auroc())),
                shown(rates.getOrDefault("0.05", figures.auroc())),
                shown(figures.accuracy()),
                shown(figures.recall()),
                shown(figures.falsePositives()),
                shown(figures.brier()),
                shown(figures.ece()),
                shown(figures.abstention()));
    }

    private static String shown(Estimate estimate) {
        return Double.isFinite(estimate.value())
                ? String.format(Locale.ROOT, "%.3f (%.3f-%.3f)", estimate.value(), estimate.low(), estimate.high())
                : "-";
    }

    private static String shown(double figure) {
        return Double.isFinite(figure) ? String.format(Locale.ROOT, "%.3f", figure) : "-";
    }
}
