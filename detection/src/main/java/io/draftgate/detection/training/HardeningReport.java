package io.draftgate.detection.training;

import io.draftgate.detection.Detector;
import io.draftgate.detection.SuspectText;
import io.draftgate.detection.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What attacks do to a detector: machine texts are changed, human texts stay as they are. Immutable.
 *
 * @param human texts
 * @param machine texts
 * @param attacks the first one is none
 */
public record HardeningReport(int human, int machine, List<Row> attacks) {

    public HardeningReport {
        attacks = List.copyOf(attacks);
    }

    /**
     * One attack. Each delta is the figure less that without an attack.
     *
     * @param auroc area under the ROC curve, 0 to 1
     * @param truePositiveRateAt1 share of machine texts above the score that 1 % of the human texts reach
     * @param recall share of machine texts called SYNTHETIC
     * @param calledHuman share of machine texts called HUMAN
     */
    public record Row(
            String attack,
            double auroc,
            double aurocDelta,
            double truePositiveRateAt1,
            double truePositiveRateAt1Delta,
            double recall,
            double recallDelta,
            double calledHuman) {}

    /**
     * Runs all attacks.
     *
     * @throws IllegalArgumentException without texts of both labels
     */
    public static HardeningReport of(Detector detector, List<LabelledText> texts, TrainingProgress progress)
            throws InterruptedException {
        List<LabelledText> machine =
                texts.stream().filter(LabelledText::machine).toList();
        List<LabelledText> human =
                texts.stream().filter(text -> !text.machine()).toList();
        if (machine.isEmpty() || human.isEmpty()) {
            throw new IllegalArgumentException(human.size() + " human and " + machine.size()
                    + " machine texts, expected at least one of each label");
        }
        List<Attack> attacks = Attack.all();
        Steps steps = new Steps(progress, "Judging texts", human.size() + machine.size() * attacks.size());
        double[] humanScores = new double[human.size()];
        ReadAhead humanRead =
                new ReadAhead(detector, human.stream().map(LabelledText::text).toList());
        for (int i = 0; i < humanScores.length; i++) {
            humanScores[i] = score(detector, humanRead.next());
            steps.step();
        }
        List<Row> rows = new ArrayList<>();
        for (Attack attack : attacks) {
            double[] scores = new double[machine.size()];
            int recognised = 0;
            int passed = 0;
            ReadAhead changed = new ReadAhead(
                    detector,
                    IntStream.range(0, scores.length)
                            .mapToObj(i -> attack.change().apply(machine.get(i).text(), (long) i))
                            .toList());
            for (int i = 0; i < scores.length; i++) {
                SuspectText suspect = changed.next();
                scores[i] = score(detector, suspect);
                Verdict verdict = detector.detect(suspect).verdict();
                recognised += verdict == Verdict.SYNTHETIC ? 1 : 0;
                passed += verdict == Verdict.HUMAN ? 1 : 0;
                steps.step();
            }
            rows.add(row(
                    attack.name(),
                    new Roc(humanScores, scores),
                    (double) recognised / scores.length,
                    (double) passed / scores.length,
                    rows));
        }
        return new HardeningReport(human.size(), machine.size(), rows);
    }

    private static Row row(String attack, Roc roc, double recall, double calledHuman, List<Row> before) {
        double auroc = roc.area();
        double rate = roc.truePositiveRate(0.01);
        Row none = before.isEmpty() ? new Row("none", auroc, 0, rate, 0, recall, 0, calledHuman) : before.get(0);
        return new Row(
                attack,
                auroc,
                auroc - none.auroc(),
                rate,
                rate - none.truePositiveRateAt1(),
                recall,
                recall - none.recall(),
                calledHuman);
    }

    /** A text without prose is as far from a machine's as can be. */
    private static double score(Detector detector, SuspectText suspect) {
        return detector.score(suspect).orElse(-1e9);
    }
}
