package io.draftgate.detection.training;

import io.draftgate.detection.model.Standardiser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.tree.ExtraTreesTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * One model over all features, whatever the decoding: what the regimes of linear models are compared with. Confined to one
 * thread.
 */
final class FeatureBaseline {

    private static final String HUMAN = "human";
    private static final String MACHINE = "machine";
    private static final long SEED = 1;

    private final Standardiser standardiser;
    private final String[] names;
    private final Model<Label> model;

    private FeatureBaseline(Standardiser standardiser, String[] names, Model<Label> model) {
        this.standardiser = standardiser;
        this.names = names;
        this.model = model;
    }

    /** Extremely randomised trees (Geurts et al. 2006): 60 of depth 12, each split looking at a tenth of the features. */
    static Trainer<Label> extraTrees() {
        return new ExtraTreesTrainer<>(
                new CARTClassificationTrainer(12, 8, 0f, 0.1f, true, new GiniIndex(), SEED),
                new VotingCombiner(),
                60,
                SEED);
    }

    /** Gradient-boosted trees (<a href="https://arxiv.org/abs/1603.02754">Chen and Guestrin 2016</a>): 200 of depth 4. */
    static Trainer<Label> boostedTrees() {
        return new XGBoostClassificationTrainer(200, 0.1, 0, 4, 8, 0.7, 0.3, 10, 0, 2, true, SEED);
    }

    static FeatureBaseline train(Trainer<Label> trainer, List<MeasuredText> texts, List<String> names) {
        List<double[]> rows = texts.stream().map(MeasuredText::features).toList();
        Standardiser standardiser =
                Standardiser.fit(names, Collections.nCopies(names.size(), 0.0), new ArrayList<>(rows));
        String[] columns = names.toArray(String[]::new);
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("features", labels), labels);
        for (MeasuredText text : texts) {
            dataset.add(new ArrayExample<>(
                    new Label(text.text().isHuman() ? HUMAN : MACHINE), columns, standardiser.apply(text.features())));
        }
        return new FeatureBaseline(standardiser, columns, trainer.train(dataset));
    }

    /** How much the model takes a text for a machine's, 0 to 1. */
    double score(MeasuredText text) {
        var scores = model.predict(
                        new ArrayExample<>(new Label(Label.UNKNOWN), names, standardiser.apply(text.features())))
                .getOutputScores();
        return Objects.requireNonNull(scores.get(MACHINE)).getScore();
    }
}
