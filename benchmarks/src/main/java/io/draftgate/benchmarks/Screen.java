package io.draftgate.benchmarks;

import io.draftgate.detection.Detector;
import io.draftgate.detection.DetectorDefinition;
import io.draftgate.detection.feature.FeatureSet;
import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.text.NormalisedText;
import io.draftgate.gpt2.model.Gpt2;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Documents of 700 characters a second and core, from the text to the joined score: normalised, measured on the surface and by
 * n-grams, scored by every regime. The language model is not asked.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Screen {

    private static final int DOCUMENTS = 64;
    private static final int LENGTH = 700;

    /** Dickens, A Tale of Two Cities, 1859, in the public domain. */
    private static final String BOOK =
            "There was a steaming mist in all the hollows, and it had roamed in its forlornness up the hill, like an evil spirit,"
                    + " seeking rest and finding none. A clammy and intensely cold mist, it made its slow way through the air in"
                    + " ripples that visibly followed and overspread one another, as the waves of an unwholesome sea might do."
                    + " It was dense enough to shut out everything from the light of the coach-lamps but these its own"
                    + " workings, and a few yards of road; and the reek of the labouring horses steamed into it, as if they had"
                    + " made it all. Two other passengers, besides the one, were plodding up the hill by the side of the mail."
                    + " All three were wrapped to the cheekbones and over the ears, and wore jack-boots. Not one of the three"
                    + " could have said, from anything he saw, what either of the other two was like; and each was hidden under"
                    + " almost as many wrappers from the eyes of the mind, as from the eyes of the body, of his two companions.";

    private final Gpt2 model = Gpt2.bundled();
    private final Detector detector = Detector.bundled();
    private final List<String> documents = new ArrayList<>();
    private FeatureSet features = new FeatureSet(List.of());

    /** Cuts documents that begin at different words. */
    @Setup
    public void open() {
        features = DetectorDefinition.features(detector.definition().tables(), model.tokenizer());
        int at = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            documents.add((BOOK.substring(at) + " " + BOOK).substring(0, LENGTH));
            at = BOOK.indexOf(' ', at + 5) + 1;
        }
    }

    /** Gives the models back. */
    @TearDown
    public void close() {
        detector.close();
        model.close();
    }

    /** All documents once. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public double score() {
        double sum = 0;
        for (String document : documents) {
            Passage passage = Passage.of(NormalisedText.of(document));
            sum += detector.definition()
                    .ensemble()
                    .score(features.measure(passage))
                    .joined();
        }
        return sum;
    }
}
