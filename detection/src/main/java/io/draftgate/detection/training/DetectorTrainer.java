package io.draftgate.detection.training;

import io.draftgate.detection.Detector;
import io.draftgate.detection.DetectorCard;
import io.draftgate.detection.DetectorDefinition;
import io.draftgate.detection.feature.FeatureSet;
import io.draftgate.detection.likelihood.LanguageModel;
import io.draftgate.detection.model.Calibration;
import io.draftgate.detection.model.HumanNorm;
import io.draftgate.detection.model.RegimeEnsemble;
import io.draftgate.detection.ngram.NgramTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Trains a detector. Every collection is left out once: its texts are scored by n-gram models and regressions that have
 * not read it, and from those scores come the calibration, the thresholds and the figures on the card. The detector
 * itself then learns from all of them. Same rows, same options, same file.
 */
public final class DetectorTrainer {

    private final LanguageModel languageModel;
    private final TrainingOptions options;
    private final TrainingProgress progress;

    /**
     * A trainer.
     *
     * @param languageModel whose view of texts the detector will rely on; the detector closes it
     * @param progress hears of every stage
     */
    public DetectorTrainer(LanguageModel languageModel, TrainingOptions options, TrainingProgress progress) {
        this.languageModel = languageModel;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Trains a detector.
     *
     * @param rows of at least two sources with both labels
     * @param books plain documents, see {@link Books}
     * @throws IllegalArgumentException if the rows are too few to learn from
     * @throws InterruptedException if the thread is interrupted; the language model is then left open
     */
    public Detector train(List<LabelledText> rows, List<String> books) throws InterruptedException {
        List<TrainingText> texts = new TextChooser(languageModel, options, progress).choose(rows);
        Map<String, List<TrainingText>> byCollection = texts.stream()
                .collect(Collectors.groupingBy(TrainingText::collection, LinkedHashMap::new, Collectors.toList()));
        require(byCollection);
        TableTrainer tableTrainer =
                TableTrainer.read(BookTables.passages(books), languageModel.tokenizer(), options, progress);
        NgramTables tables = tableTrainer.tables(texts);
        List<MeasuredText> measured = measure(byCollection, tables, tableTrainer);
        EnsembleTrainer ensembleTrainer = new EnsembleTrainer(features(tables).names(), options);
        LeftOut leftOut = LeftOut.score(measured, ensembleTrainer, progress);
        RegimeEnsemble ensemble = ensembleTrainer.train(measured);
        Calibration calibration = Calibration.fit(leftOut.scored(), options.falsePositiveRate());
        DetectorCard card = new DetectorCard(
                languageModel.name(),
                languageModel.digest(),
                options.falsePositiveRate(),
                sources(texts),
                leftOut.figures(),
                leftOut.recalls(calibration));
        return Detector.of(
                new DetectorDefinition(card, tables, ensemble, calibration, norms(measured, ensemble)), languageModel);
    }

    /** Measures every text by tables that have not read its collection. */
    private List<MeasuredText> measure(
            Map<String, List<TrainingText>> byCollection, NgramTables tables, TableTrainer tableTrainer)
            throws InterruptedException {
        List<TrainingText> texts =
                byCollection.values().stream().flatMap(List::stream).toList();
        Steps steps = new Steps(progress, "Measuring texts", texts.size());
        List<MeasuredText> measured = new ArrayList<>();
        for (Map.Entry<String, List<TrainingText>> members : byCollection.entrySet()) {
            // Own texts are in no table, so leaving them out changes none.
            boolean own =
                    members.getValue().stream().allMatch(text -> text.origin().isOwn());
            List<TrainingText> others = texts.stream()
                    .filter(text -> !text.collection().equals(members.getKey()))
                    .toList();
            FeatureSet unread = features(own ? tables : tableTrainer.tables(others));
            for (TrainingText text : members.getValue()) {
                measured.add(new MeasuredText(text, unread.measure(text.passage())));
                steps.step();
            }
        }
        return measured;
    }

    private static List<HumanNorm> norms(List<MeasuredText> measured, RegimeEnsemble ensemble) {
        List<MeasuredText> human =
                measured.stream().filter(text -> text.text().isHuman()).toList();
        return HumanNorm.of(
                human.stream().map(text -> text.text().characters()).toList(),
                human.stream().map(MeasuredText::features).toList(),
                ensemble.standardiser().centres());
    }

    private FeatureSet features(NgramTables tables) {
        return DetectorDefinition.features(tables, languageModel.tokenizer());
    }

    private static void require(Map<String, List<TrainingText>> byCollection) {
        if (byCollection.size() < 2) {
            throw new IllegalArgumentException("rows come from " + byCollection.size() + " source "
                    + byCollection.keySet() + ", expected at least 2: each is left out once to judge the detector");
        }
    }

    private static List<DetectorCard.Source> sources(List<TrainingText> texts) {
        Map<DetectorCard.Source, Integer> counts = new LinkedHashMap<>();
        for (TrainingText text : texts) {
            if (text.whole()) {
                LabelledText origin = text.origin();
                counts.merge(
                        new DetectorCard.Source(
                                text.collection(), origin.label(), origin.generator(), origin.decoding(), 0),
                        1,
                        Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .map(entry -> new DetectorCard.Source(
                        entry.getKey().source(),
                        entry.getKey().label(),
                        entry.getKey().generator(),
                        entry.getKey().decoding(),
                        entry.getValue()))
                .toList();
    }
}
