package io.draftgate.detection.training;

import io.draftgate.detection.Detector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a detector is worth on labelled texts, all together and in parts. Immutable.
 *
 * @param overall all texts
 * @param groups parts; a generator's or a decoding's machine texts stand against all human texts
 * @param reliability of the probabilities of all texts
 * @param roc points of the curve of all texts, false-positive and true-positive rate
 */
public record DetectorEvaluation(
        EvaluationFigures overall, List<Group> groups, Reliability reliability, List<List<Double>> roc) {

    private static final int CURVE_POINTS = 200;

    /** Figures of fewer machine texts would be noise. */
    private static final int MIN_TEXTS = 10;

    public DetectorEvaluation {
        groups = List.copyOf(groups);
        roc = List.copyOf(roc);
    }

    /**
     * A part of the texts.
     *
     * @param dimension {@code domain}, {@code generator}, {@code decoding} or {@code length}
     */
    public record Group(String dimension, String name, EvaluationFigures figures) {}

    /** Runs the detector on every text. */
    public static DetectorEvaluation of(Detector detector, List<LabelledText> texts, TrainingProgress progress)
            throws InterruptedException {
        Steps steps = new Steps(progress, "Judging texts", texts.size());
        List<EvaluatedText> evaluated = new ArrayList<>();
        ReadAhead read =
                new ReadAhead(detector, texts.stream().map(LabelledText::text).toList());
        for (LabelledText text : texts) {
            evaluated.add(EvaluatedText.of(text, read.next(), detector));
            steps.step();
        }
        List<Group> groups = new ArrayList<>();
        add("domain", evaluated, false, text -> text.origin().domain(), groups);
        add("generator", evaluated, true, text -> text.origin().generator(), groups);
        add("decoding", evaluated, true, text -> text.origin().decoding(), groups);
        add("length", evaluated, false, EvaluatedText::band, groups);
        List<List<Double>> curve = new ArrayList<>();
        for (double[] point : EvaluationFigures.roc(evaluated).curve(CURVE_POINTS)) {
            curve.add(List.of(point[0], point[1]));
        }
        return new DetectorEvaluation(EvaluationFigures.of(evaluated), groups, Reliability.of(evaluated), curve);
    }

    /** Adds a group a name; what has no name is in none. */
    private static void add(
            String dimension,
            List<EvaluatedText> texts,
            boolean againstAllHuman,
            Function<EvaluatedText, String> name,
            List<Group> groups) {
        Set<String> names = new TreeSet<>();
        texts.stream()
                .filter(text -> text.isMachine() || !againstAllHuman)
                .map(name)
                .forEach(names::add);
        names.remove("");
        for (String wanted : names) {
            List<EvaluatedText> members = texts.stream()
                    .filter(text -> (againstAllHuman && !text.isMachine())
                            || name.apply(text).equals(wanted))
                    .toList();
            if (members.stream().filter(EvaluatedText::isMachine).count() >= MIN_TEXTS) {
                groups.add(new Group(dimension, wanted, EvaluationFigures.of(members)));
            }
        }
    }
}
