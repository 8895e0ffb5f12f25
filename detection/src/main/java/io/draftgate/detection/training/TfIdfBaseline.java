package io.draftgate.detection.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;
import org.tribuo.data.text.impl.TokenPipeline;
import org.tribuo.impl.ArrayExample;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.TransformerMap;
import org.tribuo.transform.transformations.IDFTransformation;
import org.tribuo.util.tokens.impl.BreakIteratorTokenizer;

/**
 * What OpenAI released beside GPT-2's samples to show how far little gets: TF-IDF over words and pairs of words, and a logistic
 * regression, here as a pipeline of Tribuo's.
 *
 * @see <a href="https://github.com/openai/gpt-2-output-dataset/blob/master/baseline.py">the released baseline</a>
 */
final class TfIdfBaseline {

    private static final int PAIRS = 2;

    private final TextFeatureExtractorImpl<Label> extractor;
    private final TransformerMap frequencies;
    private final LogisticBaseline regression;

    private TfIdfBaseline(
            TextFeatureExtractorImpl<Label> extractor, TransformerMap frequencies, LogisticBaseline regression) {
        this.extractor = extractor;
        this.frequencies = frequencies;
        this.regression = regression;
    }

    static TfIdfBaseline train(List<TrainingText> texts) {
        TextFeatureExtractorImpl<Label> extractor = new TextFeatureExtractorImpl<>(
                new TokenPipeline(new BreakIteratorTokenizer(Locale.ENGLISH), PAIRS, true));
        MutableDataset<Label> counts = LogisticBaseline.dataset("TF-IDF baseline");
        for (TrainingText text : texts) {
            counts.add(extractor.extract(
                    LogisticBaseline.label(text), text.passage().text()));
        }
        // Without the texts that do not hold a word, every word would count as one that all texts hold.
        TransformerMap frequencies =
                counts.createTransformers(new TransformationMap(List.of(new IDFTransformation())), true);
        MutableDataset<Label> weighed = LogisticBaseline.dataset("TF-IDF baseline");
        counts.forEach(text -> weighed.add(weighed(text, frequencies)));
        return new TfIdfBaseline(extractor, frequencies, LogisticBaseline.train(weighed));
    }

    /** Log-odds of machine text; 0 for a text that holds no word that was learned. */
    double score(TrainingText text) {
        Example<Label> example =
                extractor.extract(new Label(Label.UNKNOWN), text.passage().text());
        return regression.logOdds(weighed(example, frequencies));
    }

    /** A text's words by how often they come and how rare they are, of length 1 as a vector. */
    private static Example<Label> weighed(Example<Label> counts, TransformerMap frequencies) {
        Example<Label> weighed = frequencies.transformExample(counts);
        double squares = 0;
        for (Feature feature : weighed) {
            squares += feature.getValue() * feature.getValue();
        }
        double length = Math.max(Math.sqrt(squares), 1e-12);
        List<Feature> features = new ArrayList<>();
        for (Feature feature : weighed) {
            features.add(new Feature(feature.getName(), feature.getValue() / length));
        }
        return new ArrayExample<>(counts.getOutput(), features);
    }
}
