package io.draftgate.detection.training;

import io.draftgate.detection.Calibrator;
import io.draftgate.detection.DetectorDefinition;
import io.draftgate.detection.feature.FeatureSet;
import io.draftgate.detection.feature.Reading;
import io.draftgate.detection.likelihood.LanguageModel;
import io.draftgate.detection.model.ClopperPearson;
import io.draftgate.detection.model.LengthBand;
import io.draftgate.detection.model.RegimeEnsemble;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Compares designs of a detector for text of unknown models, every collection left out once. The language model is not
 * asked: its view of other models' text says what the n-grams say. Confined to one thread.
 */
public final class SourceStudy {

    /** Fewer human texts to test on show nothing. */
    private static final int MIN_TEXTS = 299;

    private static final double RATE = 0.01;

    private final BytePairEncoding encoding;
    private final TrainingOptions options;
    private final Set<Design> designs;
    private final TrainingProgress progress;

    /** @param designs to be compared, at least one */
    public SourceStudy(
            BytePairEncoding encoding, TrainingOptions options, Set<Design> designs, TrainingProgress progress) {
        this.designs = designs;
        this.encoding = encoding;
        this.options = options;
        this.progress = progress;
    }

    /** The texts with their features, and what these are called. */
    private record Measured(List<String> names, List<MeasuredText> texts) {}

    /** A human text's score by the shipped design. */
    private record HumanScore(String collection, int characters, double score) {}

    /**
     * Runs the study.
     *
     * @param rows of at least three collections with both labels; own drafts are left aside
     */
    public SourceReport run(List<LabelledText> rows, List<String> books) throws InterruptedException {
        List<LabelledText> known = rows.stream().filter(row -> !row.isOwn()).toList();
        List<TrainingText> texts = new TextChooser(new Unasked(encoding), options, progress).choose(known);
        Set<String> collections = new LinkedHashSet<>();
        texts.forEach(text -> collections.add(text.collection()));
        if (collections.size() < 3) {
            throw new IllegalArgumentException("rows come from " + collections + ", expected at least 3 collections");
        }
        Measured measured = designs.stream().anyMatch(Design::hasFeatures)
                ? measure(
                        texts, collections, TableTrainer.read(BookTables.passages(books), encoding, options, progress))
                : unmeasured(texts);
        Steps steps = new Steps(progress, "Leaving every collection out once", collections.size());
        List<SourceReport.Result> results = new ArrayList<>();
        List<HumanScore> human = new ArrayList<>();
        for (String out : collections) {
            List<MeasuredText> train = measured.texts().stream()
                    .filter(text -> !text.text().collection().equals(out))
                    .toList();
            List<MeasuredText> test = measured.texts().stream()
                    .filter(text -> text.text().collection().equals(out))
                    .toList();
            results.addAll(judge(out, measured.names(), train, test, human));
            steps.step();
        }
        return new SourceReport(results, transfers(human, collections));
    }

    private static Measured unmeasured(List<TrainingText> texts) {
        return new Measured(
                List.of(),
                texts.stream()
                        .map(text -> new MeasuredText(text, new double[0]))
                        .toList());
    }

    private Measured measure(List<TrainingText> texts, Set<String> collections, TableTrainer tables)
            throws InterruptedException {
        Steps steps = new Steps(progress, "Measuring texts", texts.size());
        List<MeasuredText> measured = new ArrayList<>();
        List<String> names = List.of();
        for (String collection : collections) {
            FeatureSet unread = DetectorDefinition.features(
                    tables.tables(texts.stream()
                            .filter(text -> !text.collection().equals(collection))
                            .toList()),
                    encoding);
            names = unread.names();
            for (TrainingText text : texts) {
                if (text.collection().equals(collection)) {
                    measured.add(new MeasuredText(text, unread.measure(text.passage())));
                    steps.step();
                }
            }
        }
        return new Measured(names, measured);
    }

    private List<SourceReport.Result> judge(
            String out, List<String> names, List<MeasuredText> train, List<MeasuredText> test, List<HumanScore> human)
            throws InterruptedException {
        List<SourceReport.Result> results = new ArrayList<>();
        Optional<RegimeEnsemble> regimes = designs.contains(Design.REGIMES) || designs.contains(Design.REGIMES_CENTRED)
                ? Optional.of(new EnsembleTrainer(names, options).train(train))
                : Optional.empty();
        for (Design design : Design.values()) {
            if (designs.contains(design)) {
                ToDoubleFunction<MeasuredText> score = trained(design, regimes, names, train, test);
                results.add(result(design, out, test, score));
                if (design == Design.REGIMES) {
                    test.stream()
                            .filter(text -> text.text().isHuman())
                            .map(text -> new HumanScore(out, text.text().characters(), score.applyAsDouble(text)))
                            .forEach(human::add);
                }
            }
        }
        return results;
    }

    private ToDoubleFunction<MeasuredText> trained(
            Design design,
            Optional<RegimeEnsemble> regimes,
            List<String> names,
            List<MeasuredText> train,
            List<MeasuredText> test) {
        List<MeasuredText> whole =
                train.stream().filter(text -> text.text().whole()).toList();
        List<TrainingText> texts = whole.stream().map(MeasuredText::text).toList();
        return switch (design) {
            case TF_IDF -> {
                TfIdfBaseline tfIdf = TfIdfBaseline.train(texts);
                yield text -> tfIdf.score(text.text());
            }
            case HASHED_NGRAMS -> {
                HashedNgramBaseline hashed = HashedNgramBaseline.train(texts);
                yield text -> hashed.score(text.text());
            }
            case EXTRA_TREES -> FeatureBaseline.train(FeatureBaseline.extraTrees(), whole, names)::score;
            case XGBOOST -> FeatureBaseline.train(FeatureBaseline.boostedTrees(), whole, names)::score;
            case REGIMES -> joined(regimes.orElseThrow());
            case REGIMES_CENTRED ->
                joined(regimes.orElseThrow()
                        .centredOn(test.stream()
                                .filter(LeftOut::servesForCentring)
                                .map(MeasuredText::features)
                                .toList()));
        };
    }

    private static ToDoubleFunction<MeasuredText> joined(RegimeEnsemble ensemble) {
        return text -> ensemble.score(text.features()).joined();
    }

    /** Whole texts alone, less those that served for centring, the same for every design. */
    private static SourceReport.Result result(
            Design design, String out, List<MeasuredText> test, ToDoubleFunction<MeasuredText> score) {
        double[] human = test.stream()
                .filter(text -> text.text().whole() && text.text().isHuman() && !LeftOut.servesForCentring(text))
                .mapToDouble(score)
                .toArray();
        double[] machine = test.stream()
                .filter(text -> text.text().whole() && !text.text().isHuman())
                .mapToDouble(score)
                .toArray();
        Roc roc = new Roc(human, machine);
        return new SourceReport.Result(
                design.title(),
                out,
                human.length,
                machine.length,
                roc.areaEstimate(),
                roc.truePositiveRateEstimate(0.01),
                roc.truePositiveRateEstimate(0.05));
    }

    private static List<SourceReport.Transfer> transfers(List<HumanScore> human, Set<String> collections) {
        List<SourceReport.Transfer> transfers = new ArrayList<>();
        for (LengthBand band : LengthBand.ALL) {
            for (String from : collections) {
                double[] chosenOn = scores(human, from, band);
                for (String to : collections) {
                    double[] putTo = scores(human, to, band);
                    if (!from.equals(to) && putTo.length >= MIN_TEXTS) {
                        transfer(from, to, band, RATE, chosenOn, putTo).ifPresent(transfers::add);
                        transfer(from, to, band, RATE * Calibrator.ELSEWHERE, chosenOn, putTo)
                                .ifPresent(transfers::add);
                    }
                }
            }
        }
        return transfers;
    }

    /** Nothing where the texts are too few for the rate: there a calibrated detector abstains. */
    private static Optional<SourceReport.Transfer> transfer(
            String from, String to, LengthBand band, double chosenAt, double[] chosenOn, double[] putTo) {
        if (chosenOn.length == 0 || ClopperPearson.upper(0, chosenOn.length) > chosenAt) {
            return Optional.empty();
        }
        int above = 0;
        while (ClopperPearson.upper(above + 1, chosenOn.length) <= chosenAt) {
            above++;
        }
        double threshold = chosenOn[chosenOn.length - 1 - above];
        int reach =
                (int) Arrays.stream(putTo).filter(score -> score > threshold).count();
        return Optional.of(new SourceReport.Transfer(
                from,
                to,
                band,
                chosenAt,
                chosenAt < RATE ? RATE : ClopperPearson.upper(above, chosenOn.length),
                putTo.length,
                (double) reach / putTo.length,
                ClopperPearson.interval(reach, putTo.length)[0]));
    }

    private static double[] scores(List<HumanScore> human, String collection, LengthBand band) {
        return human.stream()
                .filter(text -> text.collection().equals(collection) && band.contains(text.characters()))
                .mapToDouble(HumanScore::score)
                .sorted()
                .toArray();
    }

    /** Has a tokenizer and no opinion. */
    private record Unasked(BytePairEncoding tokenizer) implements LanguageModel {

        @Override
        public String name() {
            return "none";
        }

        @Override
        public String digest() {
            return "none";
        }

        @Override
        public List<Reading> readAll(List<String> texts) {
            Reading unread = new Reading(List.of(), new TokenTrace(List.of(), List.of(), List.of()));
            return Collections.nCopies(texts.size(), unread);
        }

        @Override
        public void close() {}
    }
}
