package io.draftgate.detection.training;

import io.draftgate.detection.DetectorCard.Figures;
import io.draftgate.detection.DetectorCard.Recall;
import io.draftgate.detection.model.Calibration;
import io.draftgate.detection.model.LengthBand;
import io.draftgate.detection.model.Regime;
import io.draftgate.detection.model.RegimeEnsemble;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The scores of the texts that the language model has read, each by models that had not learned from its collection. Immutable. */
final class LeftOut {

    /** The figures of fewer texts of one kind would be noise. */
    private static final int MIN_TEXTS = 20;

    private final List<Row> rows;

    private LeftOut(List<Row> rows) {
        this.rows = rows;
    }

    /**
     * A text and its scores.
     *
     * @param score as the detector gives it to anybody
     * @param centred as it gives it to a user who calibrated it on the other human texts of the collection; NaN for the
     *     texts that served for that, and where there are too few
     */
    private record Row(TrainingText text, double score, double centred) {}

    static LeftOut score(List<MeasuredText> texts, EnsembleTrainer trainer, TrainingProgress progress)
            throws InterruptedException {
        Set<String> collections = new LinkedHashSet<>();
        texts.forEach(text -> collections.add(text.text().collection()));
        Steps steps = new Steps(progress, "Leaving every collection out once", collections.size());
        List<Row> rows = new ArrayList<>();
        for (String collection : collections) {
            Predicate<MeasuredText> isOut = text -> text.text().collection().equals(collection);
            RegimeEnsemble ensemble =
                    trainer.train(texts.stream().filter(isOut.negate()).toList());
            List<MeasuredText> out = texts.stream()
                    .filter(isOut.and(text -> text.text().isViewed()))
                    .toList();
            rows.addAll(rows(out, ensemble));
            steps.step();
        }
        return new LeftOut(rows);
    }

    private static List<Row> rows(List<MeasuredText> out, RegimeEnsemble ensemble) {
        List<MeasuredText> users =
                out.stream().filter(LeftOut::servesForCentring).toList();
        RegimeEnsemble centred =
                ensemble.centredOn(users.stream().map(MeasuredText::features).toList());
        boolean enough = users.size() >= MIN_TEXTS;
        return out.stream()
                .map(text -> new Row(
                        text.text(),
                        ensemble.score(text.features()).joined(),
                        enough && !servesForCentring(text)
                                ? centred.score(text.features()).joined()
                                : Double.NaN))
                .toList();
    }

    /** Half of the human texts, and with a text its shorter copies. */
    static boolean servesForCentring(MeasuredText text) {
        return text.text().isHuman() && (text.text().origin().text().hashCode() & 1) == 0;
    }

    List<Calibration.Scored> scored() {
        return rows.stream()
                .map(row -> new Calibration.Scored(
                        row.text().characters(), row.score(), !row.text().isHuman()))
                .toList();
    }

    /** Per collection, all together, and for the pipeline's own drafts by length and by decoding. */
    List<Figures> figures() {
        List<Figures> figures = new ArrayList<>();
        for (String collection : distinct(TrainingText::collection)) {
            Predicate<TrainingText> inIt =
                    text -> whole(text) && text.collection().equals(collection);
            add("collection " + collection, inIt, Row::score, figures);
            add("collection " + collection + ", centred on half of its human texts", inIt, Row::centred, figures);
        }
        add("all collections", LeftOut::whole, Row::score, figures);
        add("all collections, centred on half of their human texts", LeftOut::whole, Row::centred, figures);
        Predicate<TrainingText> ownOrHuman =
                text -> text.isHuman() || text.origin().isOwn();
        for (LengthBand band : LengthBand.ALL) {
            add(
                    "own drafts of " + band + " characters",
                    ownOrHuman.and(text -> band.contains(text.characters())),
                    Row::score,
                    figures);
        }
        for (String decoding : distinct(text -> isOwnDraft(text) ? text.origin().decoding() : "")) {
            add(
                    "own drafts, " + decoding,
                    text -> whole(text)
                            && (text.isHuman()
                                    || (isOwnDraft(text)
                                            && text.origin().decoding().equals(decoding))),
                    Row::score,
                    figures);
        }
        return figures;
    }

    /** How many of the pipeline's own drafts are recognised at the thresholds, by regime: what a service can hold it to. */
    List<Recall> recalls(Calibration calibration) {
        List<Recall> recalls = new ArrayList<>();
        for (Regime regime : Regime.values()) {
            int drafts = 0;
            int recognised = 0;
            for (Row row : rows) {
                var point = calibration.at(row.text().characters());
                if (row.text().is(regime) && row.text().whole() && regime.isOwn() && point.isPresent()) {
                    drafts++;
                    recognised += row.score() >= point.get().syntheticFrom() ? 1 : 0;
                }
            }
            if (drafts >= MIN_TEXTS) {
                recalls.add(new Recall(regime, drafts, (double) recognised / drafts));
            }
        }
        return recalls;
    }

    private static boolean isOwnDraft(TrainingText text) {
        return text.origin().machine() && text.origin().isOwn();
    }

    private static boolean whole(TrainingText text) {
        return text.whole();
    }

    private Set<String> distinct(Function<TrainingText, String> name) {
        Set<String> names = new TreeSet<>();
        rows.forEach(row -> names.add(name.apply(row.text())));
        names.remove("");
        return names;
    }

    private void add(String set, Predicate<TrainingText> wanted, ToDoubleFunction<Row> score, List<Figures> figures) {
        double[] human = scores(wanted.and(TrainingText::isHuman), score);
        double[] machine = scores(wanted.and(text -> !text.isHuman()), score);
        if (human.length >= MIN_TEXTS && machine.length >= MIN_TEXTS) {
            Roc roc = new Roc(human, machine);
            figures.add(new Figures(
                    set,
                    human.length,
                    machine.length,
                    roc.area(),
                    roc.truePositiveRate(0.01),
                    roc.truePositiveRate(0.05)));
        }
    }

    private double[] scores(Predicate<TrainingText> wanted, ToDoubleFunction<Row> score) {
        return rows.stream()
                .filter(row -> wanted.test(row.text()))
                .mapToDouble(score)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }
}
