package io.draftgate.detection.training;

import io.draftgate.detection.model.Regime;
import io.draftgate.detection.model.RegimeEnsemble;
import io.draftgate.detection.model.RegimeModel;
import io.draftgate.detection.model.Standardiser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Trains one model a regime, each against the same human texts. Immutable. */
final class EnsembleTrainer {

    /** With fewer texts a regime has no face. */
    private static final int MIN_TEXTS = 20;

    /** Features of the language model's own view; only its own text can be known by them. */
    private static final String OWN_VIEW = "likelihood.";

    private final List<String> names;
    private final TrainingOptions options;

    EnsembleTrainer(List<String> names, TrainingOptions options) {
        this.names = names;
        this.options = options;
    }

    RegimeEnsemble train(List<MeasuredText> texts) throws InterruptedException {
        Standardiser standardiser = Standardiser.fit(
                names, texts.stream().map(MeasuredText::features).toList());
        List<RegimeModel> models = new ArrayList<>();
        for (Regime regime : Regime.values()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while training " + regime);
            }
            Predicate<TrainingText> known = text -> !regime.isOwn() || text.isViewed();
            List<double[]> human = balanced(texts, known.and(TrainingText::isHuman), standardiser);
            List<double[]> machine = balanced(texts, known.and(text -> text.is(regime)), standardiser);
            if (machine.size() >= MIN_TEXTS) {
                models.add(RegimeModel.train(
                        regime,
                        names,
                        used(regime),
                        human,
                        machine,
                        regime.isOwn() ? options.ownCost() : options.cost()));
            }
        }
        if (models.isEmpty()) {
            throw new IllegalArgumentException("no decoding has " + MIN_TEXTS
                    + " machine texts when a source is left out, expected at least one; add rows with label machine");
        }
        return new RegimeEnsemble(standardiser, models);
    }

    private List<String> used(Regime regime) {
        return names.stream()
                .filter(name -> regime.isOwn() || !name.startsWith(OWN_VIEW))
                .toList();
    }

    /** Each collection weighs as the square root of its size: its texts are taken again in turn, or left out. */
    private static List<double[]> balanced(
            List<MeasuredText> texts, Predicate<TrainingText> wanted, Standardiser standardiser) {
        Map<String, List<double[]>> byCollection = texts.stream()
                .filter(text -> wanted.test(text.text()))
                .collect(Collectors.groupingBy(
                        text -> text.text().collection(),
                        LinkedHashMap::new,
                        Collectors.mapping(text -> standardiser.apply(text.features()), Collectors.toList())));
        double total = byCollection.values().stream().mapToInt(List::size).sum();
        double roots = byCollection.values().stream()
                .mapToDouble(rows -> Math.sqrt(rows.size()))
                .sum();
        List<double[]> balanced = new ArrayList<>();
        for (List<double[]> rows : byCollection.values()) {
            long share = Math.round(total * Math.sqrt(rows.size()) / roots);
            for (int i = 0; i < share; i++) {
                balanced.add(rows.get(i % rows.size()));
            }
        }
        return balanced;
    }
}
