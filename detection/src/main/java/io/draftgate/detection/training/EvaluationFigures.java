package io.draftgate.detection.training;

import io.draftgate.detection.Verdict;
import io.draftgate.detection.model.ClopperPearson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a detector is worth on one set of texts. Ranking figures use the raw scores of all texts; abstention is counted
 * apart. Immutable.
 *
 * @param n texts
 * @param human of those, written by people
 * @param auroc area under the ROC curve, 0 to 1
 * @param tprAtFpr share of machine texts above the score that this share of the human texts reach, by {@code "0.001"},
 *     {@code "0.01"}, {@code "0.05"}
 * @param accuracy share of right verdicts among those given
 * @param falsePositives share of human texts called SYNTHETIC
 * @param recall share of machine texts called SYNTHETIC
 * @param abstention share of texts without a verdict
 * @param brier mean squared error of the probability, both labels weighing the same; NaN without either
 * @param ece expected calibration error of the probability over ten bins, both labels weighing the same
 * @param abstained texts without a verdict
 * @param synthetic texts called SYNTHETIC, by label
 */
public record EvaluationFigures(
        int n,
        int human,
        Estimate auroc,
        Map<String, Estimate> tprAtFpr,
        Estimate accuracy,
        Estimate falsePositives,
        Estimate recall,
        Estimate abstention,
        double brier,
        double ece,
        int abstained,
        Map<String, Integer> synthetic) {

    private static final List<String> RATES = List.of("0.001", "0.01", "0.05");

    static EvaluationFigures of(List<EvaluatedText> texts) {
        int human = count(texts, false, null);
        int machine = texts.size() - human;
        int humanFlagged = count(texts, false, Verdict.SYNTHETIC);
        int machineFlagged = count(texts, true, Verdict.SYNTHETIC);
        int abstained = count(texts, false, Verdict.ABSTAIN) + count(texts, true, Verdict.ABSTAIN);
        int right = machineFlagged + count(texts, false, Verdict.HUMAN);
        Roc roc = roc(texts);
        Map<String, Estimate> rates = new LinkedHashMap<>();
        RATES.forEach(rate -> rates.put(rate, roc.truePositiveRateEstimate(Double.parseDouble(rate))));
        Reliability reliability = Reliability.of(texts);
        return new EvaluationFigures(
                texts.size(),
                human,
                roc.areaEstimate(),
                rates,
                share(right, texts.size() - abstained),
                share(humanFlagged, human),
                share(machineFlagged, machine),
                share(abstained, texts.size()),
                reliability.brier(),
                reliability.ece(),
                abstained,
                Map.of("human", humanFlagged, "machine", machineFlagged));
    }

    static Roc roc(List<EvaluatedText> texts) {
        return new Roc(scores(texts, false), scores(texts, true));
    }

    private static double[] scores(List<EvaluatedText> texts, boolean machine) {
        List<Double> scores = new ArrayList<>();
        texts.stream()
                .filter(text -> text.isMachine() == machine)
                .forEach(text -> text.score().ifPresent(scores::add));
        return scores.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int count(List<EvaluatedText> texts, boolean machine, @Nullable Verdict verdict) {
        return (int) texts.stream()
                .filter(text -> text.isMachine() == machine)
                .filter(text -> verdict == null || text.detection().verdict() == verdict)
                .count();
    }

    private static Estimate share(int part, int whole) {
        if (whole == 0) {
            return Estimate.NONE;
        }
        double[] interval = ClopperPearson.interval(part, whole);
        return new Estimate((double) part / whole, interval[0], interval[1]);
    }
}
