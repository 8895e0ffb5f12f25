package io.draftgate.detection.training;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;
import org.tribuo.data.text.impl.TokenPipeline;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.IDFTransformation;
import org.tribuo.util.tokens.impl.BreakIteratorTokenizer;

/**
 * What OpenAI released beside GPT-2's samples to show how far little gets: TF-IDF over words and pairs of words, and a logistic
 * regression, here as a pipeline of Tribuo's.
 *
 * @see <a href="https://github.com/openai/gpt-2-output-dataset/blob/master/baseline.py">the released baseline</a>
 */
final class TfIdfBaseline {

    private static final String HUMAN = "human";
    private static final String MACHINE = "machine";
    private static final int PAIRS = 2;
    private static final double COST = 8;
    private static final int MAX_ITERATIONS = 300;
    private static final double TOLERANCE = 0.05;

    private final TextFeatureExtractorImpl<Label> extractor;
    private final Model<Label> model;

    private TfIdfBaseline(TextFeatureExtractorImpl<Label> extractor, Model<Label> model) {
        this.extractor = extractor;
        this.model = model;
    }

    static TfIdfBaseline train(List<TrainingText> texts) {
        TextFeatureExtractorImpl<Label> extractor = new TextFeatureExtractorImpl<>(
                new TokenPipeline(new BreakIteratorTokenizer(Locale.ENGLISH), PAIRS, true));
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("TF-IDF baseline", labels), labels);
        for (TrainingText text : texts) {
            dataset.add(extractor.extract(
                    new Label(text.isHuman() ? HUMAN : MACHINE), text.passage().text()));
        }
        LibLinearClassificationTrainer regression = new LibLinearClassificationTrainer(
                new LinearClassificationType(LinearType.L2R_LR), COST, MAX_ITERATIONS, TOLERANCE);
        return new TfIdfBaseline(
                extractor,
                new TransformTrainer<>(regression, new TransformationMap(List.of(new IDFTransformation())))
                        .train(dataset));
    }

    /** Log-odds of machine text. */
    double score(TrainingText text) {
        var scores = model.predict(extractor.extract(
                        new Label(Label.UNKNOWN), text.passage().text()))
                .getOutputScores();
        double p = Objects.requireNonNull(scores.get(MACHINE)).getScore();
        return Math.log(Math.max(p, 1e-12) / Math.max(1 - p, 1e-12));
    }
}
