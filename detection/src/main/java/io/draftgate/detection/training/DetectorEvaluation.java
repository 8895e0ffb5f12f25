package io.draftgate.detection.training;

import io.draftgate.detection.Detection;
import io.draftgate.detection.Detector;
import io.draftgate.detection.SuspectText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * What a detector is worth on labelled texts. Ranking figures use the raw scores of all texts; abstention is counted
 * apart.
 *
 * @param n texts
 * @param auroc area under the ROC curve, 0 to 1; NaN without both labels
 * @param tprAtFpr share of machine texts above the score that this share of the human texts reach, by {@code "0.001"},
 *     {@code "0.01"}, {@code "0.05"}
 * @param accuracy share of right verdicts among those given; NaN if none was
 * @param abstained texts without a verdict
 * @param synthetic texts called SYNTHETIC, by label
 */
public record DetectorEvaluation(
        int n,
        double auroc,
        Map<String, Double> tprAtFpr,
        double accuracy,
        int abstained,
        Map<String, Integer> synthetic) {

    public DetectorEvaluation {
        tprAtFpr = Map.copyOf(tprAtFpr);
        synthetic = Map.copyOf(synthetic);
    }

    /** Runs the detector on every text. */
    public static DetectorEvaluation of(Detector detector, List<LabelledText> texts) {
        DoubleStream.Builder human = DoubleStream.builder();
        DoubleStream.Builder machine = DoubleStream.builder();
        Map<String, Integer> synthetic = new TreeMap<>(Map.of("human", 0, "machine", 0));
        int right = 0;
        int abstained = 0;
        for (LabelledText text : texts) {
            SuspectText suspect = detector.read(SuspectText.of(text.text()));
            detector.score(suspect).ifPresent(text.machine() ? machine : human);
            Detection detection = detector.detect(suspect);
            switch (detection.verdict()) {
                case SYNTHETIC -> {
                    synthetic.merge(text.label(), 1, Integer::sum);
                    right += text.machine() ? 1 : 0;
                }
                case HUMAN -> right += text.machine() ? 0 : 1;
                case ABSTAIN -> abstained++;
            }
        }
        Roc roc = new Roc(human.build().toArray(), machine.build().toArray());
        return new DetectorEvaluation(
                texts.size(),
                roc.area(),
                Map.of(
                        "0.001", roc.truePositiveRate(0.001),
                        "0.01", roc.truePositiveRate(0.01),
                        "0.05", roc.truePositiveRate(0.05)),
                (double) right / (texts.size() - abstained),
                abstained,
                synthetic);
    }
}
