package io.draftgate.detection.training;

import io.draftgate.detection.model.Standardiser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.ExtraTreesTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Extremely randomised trees (Geurts et al. 2006) over all features: what linear models are compared with. */
final class TreesBaseline {

    private static final String HUMAN = "human";
    private static final String MACHINE = "machine";
    private static final int TREES = 60;
    private static final int DEPTH = 12;
    private static final int LEAF = 8;
    private static final float FEATURE_SHARE = 0.1f;
    private static final long SEED = 1;

    private final Standardiser standardiser;
    private final String[] names;
    private final Model<Label> model;

    private TreesBaseline(Standardiser standardiser, String[] names, Model<Label> model) {
        this.standardiser = standardiser;
        this.names = names;
        this.model = model;
    }

    static TreesBaseline train(List<MeasuredText> texts, List<String> names) {
        List<double[]> rows = texts.stream().map(MeasuredText::features).toList();
        Standardiser standardiser =
                Standardiser.fit(names, Collections.nCopies(names.size(), 0.0), new ArrayList<>(rows));
        String[] columns = names.toArray(String[]::new);
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("extra trees", labels), labels);
        for (MeasuredText text : texts) {
            dataset.add(new ArrayExample<>(
                    new Label(text.text().isHuman() ? HUMAN : MACHINE), columns, standardiser.apply(text.features())));
        }
        CARTClassificationTrainer tree =
                new CARTClassificationTrainer(DEPTH, LEAF, 0f, FEATURE_SHARE, true, new GiniIndex(), SEED);
        return new TreesBaseline(
                standardiser, columns, new ExtraTreesTrainer<>(tree, new VotingCombiner(), TREES, SEED).train(dataset));
    }

    /** Share of the trees' votes for machine text. */
    double score(MeasuredText text) {
        var scores = model.predict(
                        new ArrayExample<>(new Label(Label.UNKNOWN), names, standardiser.apply(text.features())))
                .getOutputScores();
        return Objects.requireNonNull(scores.get(MACHINE)).getScore();
    }
}
