package io.draftgate.detection.training;

import io.draftgate.detection.DetectorCard.Figures;
import io.draftgate.detection.model.Calibration;
import io.draftgate.detection.model.LengthBand;
import io.draftgate.detection.model.RegimeEnsemble;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** The scores of the texts that the language model has seen, each by models that had not learned from its collection. Immutable. */
final class LeftOut {

    /** The figures of fewer texts of one kind would be noise. */
    private static final int MIN_TEXTS = 20;

    private final List<Row> rows;

    private LeftOut(List<Row> rows) {
        this.rows = rows;
    }

    private record Row(TrainingText text, double score) {}

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
            texts.stream()
                    .filter(isOut)
                    .filter(text -> text.text().isViewed())
                    .forEach(text -> rows.add(
                            new Row(text.text(), ensemble.score(text.features()).joined())));
            steps.step();
        }
        return new LeftOut(rows);
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
            add(
                    "collection " + collection,
                    text -> whole(text) && text.collection().equals(collection),
                    figures);
        }
        add("all collections", LeftOut::whole, figures);
        Predicate<TrainingText> ownOrHuman =
                text -> text.isHuman() || text.origin().isOwn();
        for (LengthBand band : LengthBand.ALL) {
            add(
                    "own drafts of " + band + " characters",
                    ownOrHuman.and(text -> band.contains(text.characters())),
                    figures);
        }
        for (String decoding : distinct(text -> isOwnDraft(text) ? text.origin().decoding() : "")) {
            add(
                    "own drafts, " + decoding,
                    text -> whole(text)
                            && (text.isHuman()
                                    || (isOwnDraft(text)
                                            && text.origin().decoding().equals(decoding))),
                    figures);
        }
        return figures;
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

    private void add(String set, Predicate<TrainingText> wanted, List<Figures> figures) {
        double[] human = scores(wanted.and(TrainingText::isHuman));
        double[] machine = scores(wanted.and(text -> !text.isHuman()));
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

    private double[] scores(Predicate<TrainingText> wanted) {
        return rows.stream()
                .filter(row -> wanted.test(row.text()))
                .mapToDouble(Row::score)
                .toArray();
    }
}
