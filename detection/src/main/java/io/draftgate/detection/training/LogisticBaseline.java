package io.draftgate.detection.training;

import java.util.Objects;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** One logistic regression that tells machine from human text by a weight for every feature. */
final class LogisticBaseline {
    private static final String HUMAN = "human";
    private static final String MACHINE = "machine";
    private static final double COST = 8;
    private static final int MAX_ITERATIONS = 300;
    private static final double TOLERANCE = 0.05;

    private final Model<Label> model;

    private LogisticBaseline(Model<Label> model) {
        this.model = model;
    }

    static MutableDataset<Label> dataset(String name) {
        LabelFactory labels = new LabelFactory();
        return new MutableDataset<>(new SimpleDataSourceProvenance(name, labels), labels);
    }

    static Label label(TrainingText text) {
        return new Label(text.isHuman() ? HUMAN : MACHINE);
    }

    static LogisticBaseline train(MutableDataset<Label> texts) {
        return new LogisticBaseline(new LibLinearClassificationTrainer(
                        new LinearClassificationType(LinearType.L2R_LR), COST, MAX_ITERATIONS, TOLERANCE)
                .train(texts));
    }

    /** Log-odds of machine text. */
    double logOdds(Example<Label> text) {
        var scores = model.predict(text).getOutputScores();
        double p = Objects.requireNonNull(scores.get(MACHINE)).getScore();
        return Math.log(Math.max(p, 1e-12) / Math.max(1 - p, 1e-12));
    }
}
