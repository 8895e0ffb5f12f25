package io.draftgate.cli.screening;

import io.draftgate.detection.training.DetectorEvaluation;
import io.draftgate.detection.training.Estimate;
import io.draftgate.detection.training.EvaluationFigures;
import io.draftgate.detection.training.Reliability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An evaluation as it is printed. JSON has no NaN: a figure that does not exist is null. Immutable. */
record EvaluationDocument(
        int n,
        int human,
        int machine,
        @Nullable Double auroc,
        Map<String, @Nullable Double> tprAtFpr,
        @Nullable Double accuracy,
        @Nullable Double falsePositiveRate,
        @Nullable Double recall,
        @Nullable Double brier,
        @Nullable Double ece,
        int abstained,
        @Nullable Double abstention,
        Map<String, Integer> synthetic,
        Intervals intervals,
        Map<String, List<Part>> groups,
        List<Reliability.Bin> reliability,
        List<List<Double>> roc,
        boolean calibrated,
        String detectorDigest) {

    /** A figure with its interval at 95 %. */
    record Interval(double value, double low, double high) {

        static @Nullable Interval of(Estimate estimate) {
            return Double.isFinite(estimate.value())
                    ? new Interval(estimate.value(), estimate.low(), estimate.high())
                    : null;
        }
    }

    /** The intervals of the figures beside them, under the same names. */
    record Intervals(
            @Nullable Interval auroc,
            Map<String, @Nullable Interval> tprAtFpr,
            @Nullable Interval accuracy,
            @Nullable Interval falsePositiveRate,
            @Nullable Interval recall,
            @Nullable Interval abstention) {

        static Intervals of(EvaluationFigures figures) {
            Map<String, @Nullable Interval> rates = new LinkedHashMap<>();
            figures.tprAtFpr().forEach((rate, estimate) -> rates.put(rate, Interval.of(estimate)));
            return new Intervals(
                    Interval.of(figures.auroc()),
                    rates,
                    Interval.of(figures.accuracy()),
                    Interval.of(figures.falsePositives()),
                    Interval.of(figures.recall()),
                    Interval.of(figures.abstention()));
        }
    }

    /** The figures of a part of the texts. */
    record Part(
            String name,
            int n,
            int human,
            int machine,
            @Nullable Double auroc,
            Map<String, @Nullable Double> tprAtFpr,
            @Nullable Double accuracy,
            @Nullable Double falsePositiveRate,
            @Nullable Double recall,
            @Nullable Double brier,
            @Nullable Double ece,
            int abstained,
            @Nullable Double abstention,
            Map<String, Integer> synthetic,
            Intervals intervals) {

        static Part of(String name, EvaluationFigures figures) {
            return new Part(
                    name,
                    figures.n(),
                    figures.human(),
                    figures.n() - figures.human(),
                    finite(figures.auroc().value()),
                    rates(figures),
                    finite(figures.accuracy().value()),
                    finite(figures.falsePositives().value()),
                    finite(figures.recall().value()),
                    finite(figures.brier()),
                    finite(figures.ece()),
                    figures.abstained(),
                    finite(figures.abstention().value()),
                    figures.synthetic(),
                    Intervals.of(figures));
        }
    }

    static EvaluationDocument of(DetectorEvaluation evaluation, boolean calibrated, String detectorDigest) {
        Map<String, List<Part>> groups = new LinkedHashMap<>();
        for (DetectorEvaluation.Group group : evaluation.groups()) {
            groups.computeIfAbsent(group.dimension(), name -> new ArrayList<>())
                    .add(Part.of(group.name(), group.figures()));
        }
        Part all = Part.of("all", evaluation.overall());
        return new EvaluationDocument(
                all.n(),
                all.human(),
                all.machine(),
                all.auroc(),
                all.tprAtFpr(),
                all.accuracy(),
                all.falsePositiveRate(),
                all.recall(),
                all.brier(),
                all.ece(),
                all.abstained(),
                all.abstention(),
                all.synthetic(),
                all.intervals(),
                groups,
                evaluation.reliability().bins(),
                evaluation.roc(),
                calibrated,
                detectorDigest);
    }

    private static Map<String, @Nullable Double> rates(EvaluationFigures figures) {
        Map<String, @Nullable Double> rates = new LinkedHashMap<>();
        figures.tprAtFpr().forEach((rate, estimate) -> rates.put(rate, finite(estimate.value())));
        return rates;
    }

    private static @Nullable Double finite(double figure) {
        return Double.isFinite(figure) ? figure : null;
    }
}
