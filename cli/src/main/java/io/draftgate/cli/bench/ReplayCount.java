package io.draftgate.cli.bench;

import io.draftgate.detection.model.ClopperPearson;
import io.draftgate.gpt2.replay.Report;
import io.draftgate.gpt2.replay.Tolerance;
import io.draftgate.gpt2.replay.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What became of the drafts of one kind. Confined to one thread. */
final class ReplayCount {
    private final String words;
    private final Tolerance tolerance;
    private final List<Report> reports = new ArrayList<>();

    ReplayCount(String words, Tolerance tolerance) {
        this.words = words;
        this.tolerance = tolerance;
    }

    /**
     * The figures of one kind.
     *
     * @param rejected by all that is checked
     * @param rejectedLower95 lowest rate that is not refuted at 95 %, two-sided (Clopper and Pearson)
     * @param rejectedUpper95 highest such rate
     * @param rejectedByTokens by the tokens alone: what is left if the forger records the log-probabilities of the model he claims
     * @param sameDraft of those not rejected: the claim itself writes this very draft, token by token
     */
    record Row(
            String manipulation,
            int drafts,
            int rejected,
            double rejectedLower95,
            double rejectedUpper95,
            int rejectedByTokens,
            int inconclusive,
            int sameDraft,
            Range refutedTokens,
            Range meanMargin,
            Range traceDifference,
            Range largestTraceDifference) {}

    /** Lowest, median and highest of the drafts. */
    record Range(double min, double median, double max) {}

    void add(Report report) {
        reports.add(report);
    }

    Row row() {
        int rejected = count(report -> report.verdict() == Verdict.REFUTED);
        double[] interval = ClopperPearson.interval(rejected, reports.size());
        return new Row(
                words,
                reports.size(),
                rejected,
                interval[0],
                interval[1],
                count(this::isRejectedByTokens),
                count(report -> report.verdict() == Verdict.INCONCLUSIVE),
                count(report -> report.exact() == report.tokens() && report.verdict() != Verdict.REFUTED),
                range(Report::refuted),
                range(Report::meanMargin),
                range(Report::traceDifference),
                range(Report::largestTraceDifference));
    }

    private boolean isRejectedByTokens(Report report) {
        return report.refuted() > tolerance.refutedTokens() || report.meanMargin() > tolerance.meanMargin();
    }

    private int count(Predicate<Report> condition) {
        return (int) reports.stream().filter(condition).count();
    }

    private Range range(ToDoubleFunction<Report> figure) {
        List<Double> sorted =
                new ArrayList<>(reports.stream().mapToDouble(figure).boxed().toList());
        if (sorted.isEmpty()) {
            return new Range(0, 0, 0);
        }
        Collections.sort(sorted);
        return new Range(sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }
}
