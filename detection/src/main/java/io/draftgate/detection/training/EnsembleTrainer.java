package io.draftgate.detection.training;

import io.draftgate.detection.model.Regime;
import io.draftgate.detection.model.RegimeEnsemble;
import io.draftgate.detection.model.RegimeModel;
import io.draftgate.detection.model.Standardiser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Trains one model a regime, each against the same human texts. Immutable. */
final class EnsembleTrainer {

    /** With fewer texts a regime has no face. */
    private static final int MIN_TEXTS = 20;

    /** Rooms that need the language model's own view; only its own text can be known by them. */
    private static final List<String> OWN_VIEW = List.of("likelihood.", "contrast.");

    private final List<String> names;
    private final TrainingOptions options;

    EnsembleTrainer(List<String> names, TrainingOptions options) {
        this.names = names;
        this.options = options;
    }

    RegimeEnsemble train(List<MeasuredText> texts) throws InterruptedException {
        Centring centring = Centring.of(texts, names.size());
        Standardiser standardiser = Standardiser.fit(
                names, centring.overall(), texts.stream().map(centring::centred).toList());
        Standardiser atOrigin = new Standardiser(
                names, Collections.nCopies(names.size(), 0.0), standardiser.means(), standardiser.deviations());
        Function<MeasuredText, double[]> rows = text -> atOrigin.apply(centring.centred(text));
        List<RegimeModel> models = new ArrayList<>();
        for (Regime regime : Regime.values()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while training " + regime);
            }
            Predicate<TrainingText> known = text -> !regime.isOwn() || text.isViewed();
            List<double[]> human = balanced(texts, known.and(TrainingText::isHuman), rows);
            List<double[]> machine = balanced(texts, known.and(text -> text.is(regime)), rows);
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
                .filter(name -> regime.isOwn() || OWN_VIEW.stream().noneMatch(name::startsWith))
                .toList();
    }

    /** Each collection weighs as the square root of its size: its texts are taken again in turn, or left out. */
    private static List<double[]> balanced(
            List<MeasuredText> texts, Predicate<TrainingText> wanted, Function<MeasuredText, double[]> rows) {
        Map<String, List<double[]>> byCollection = texts.stream()
                .filter(text -> wanted.test(text.text()))
                .collect(Collectors.groupingBy(
                        text -> text.text().collection(),
                        LinkedHashMap::new,
                        Collectors.mapping(rows, Collectors.toList())));
        double total = byCollection.values().stream().mapToInt(List::size).sum();
        double roots = byCollection.values().stream()
                .mapToDouble(members -> Math.sqrt(members.size()))
                .sum();
        List<double[]> balanced = new ArrayList<>();
        for (List<double[]> members : byCollection.values()) {
            long share = Math.round(total * Math.sqrt(members.size()) / roots);
            for (int i = 0; i < share; i++) {
                balanced.add(members.get(i % members.size()));
            }
        }
        return balanced;
    }
}
