package io.draftgate.detection.training;

import io.draftgate.detection.feature.FeatureSet;
import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.feature.Reading;
import io.draftgate.detection.likelihood.BookContrast;
import io.draftgate.detection.likelihood.Likelihoods;
import io.draftgate.detection.model.RegimeEnsemble;
import io.draftgate.detection.ngram.BookWords;
import io.draftgate.detection.ngram.NgramModel;
import io.draftgate.detection.surface.Vocabulary;
import io.draftgate.detection.surface.WordClasses;
import io.draftgate.detection.text.NormalisedText;
import io.draftgate.gpt2.Engine;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Gpt2;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Measures how well a model's own drafts are told from human text when the model itself can be asked. Every text is scored
 * by regressions that have learned from other documents: its human passages and the drafts that go on from them are left
 * out together. Confined to one thread.
 */
public final class WhiteBoxStudy {

    private static final int FOLDS = 5;

    private final Gpt2 model;
    private final WhiteBoxGrid grid;
    private final TrainingProgress progress;
    private final FeatureSet features;

    /**
     * A study.
     *
     * @param words frequencies of words in books
     * @param books n-gram model of books in the model's own tokens
     */
    public WhiteBoxStudy(Gpt2 model, NgramModel words, NgramModel books, WhiteBoxGrid grid, TrainingProgress progress) {
        this.model = model;
        this.grid = grid;
        this.progress = progress;
        this.features = new FeatureSet(List.of(
                new Vocabulary(), new WordClasses(), new BookWords(words), new Likelihoods(), new BookContrast(books)));
    }

    /** A text at one length, with its score by a head that had not learned from its document. */
    private record Scored(MeasuredText text, int tokens, WhiteBoxTexts.Read read, double score) {}

    /**
     * Runs the study.
     *
     * @param documents of people, not learned from by the model
     * @throws IllegalArgumentException if they are too few or too short
     */
    public WhiteBoxReport run(List<String> documents) throws InterruptedException {
        WhiteBoxTexts texts = new WhiteBoxTexts(model, grid, progress);
        List<LabelledText> passages = texts.passages(documents);
        long groups = passages.stream().map(LabelledText::group).distinct().count();
        if (groups < FOLDS) {
            throw new IllegalArgumentException(groups + " human documents are longer than " + grid.longest()
                    + " tokens, expected at least " + FOLDS);
        }
        List<LabelledText> all = new ArrayList<>(passages);
        try (Engine engine = Engine.start(model, EngineOptions.defaults())) {
            all.addAll(texts.drafts(passages, engine));
        }
        List<Scored> scored = score(texts.read(all));
        List<WhiteBoxReport.Cell> cells = new ArrayList<>();
        for (Decoding decoding : grid.decodings()) {
            for (int tokens : grid.lengths()) {
                cells.add(cell(scored, decoding.toString(), tokens));
            }
        }
        return new WhiteBoxReport(model.name(), passages.size(), cells);
    }

    private List<Scored> score(List<WhiteBoxTexts.Read> texts) throws InterruptedException {
        List<Scored> rows = new ArrayList<>();
        Steps measuring = new Steps(progress, "Measuring texts", texts.size());
        for (WhiteBoxTexts.Read text : texts) {
            for (int tokens : grid.lengths()) {
                if (text.reading().size() >= tokens) {
                    rows.add(new Scored(measure(text, tokens), tokens, text, 0));
                }
            }
            measuring.step();
        }
        Steps heads = new Steps(
                progress,
                "Leaving every fold of documents out once",
                FOLDS * grid.lengths().size());
        List<Scored> scored = new ArrayList<>();
        for (int tokens : grid.lengths()) {
            List<Scored> ofLength =
                    rows.stream().filter(row -> row.tokens() == tokens).toList();
            for (int fold = 0; fold < FOLDS; fold++) {
                scored.addAll(leavingOut("fold-" + fold, ofLength));
                heads.step();
            }
        }
        return scored;
    }

    /** Texts of one fold by a head that has learned from the others, of the same length: how much a figure tells depends on it. */
    private List<Scored> leavingOut(String fold, List<Scored> rows) throws InterruptedException {
        Predicate<Scored> isOut = row -> row.text().text().collection().equals(fold);
        RegimeEnsemble head = new EnsembleTrainer(features.names(), TrainingOptions.DEFAULT)
                .train(rows.stream().filter(isOut.negate()).map(Scored::text).toList());
        return rows.stream()
                .filter(isOut)
                .map(row -> new Scored(
                        row.text(),
                        row.tokens(),
                        row.read(),
                        head.score(row.text().features()).joined()))
                .toList();
    }

    private MeasuredText measure(WhiteBoxTexts.Read text, int tokens) {
        Reading reading = text.reading().part(0, tokens);
        String cut = model.tokenizer().decode(reading.tokenIds());
        Passage passage = Passage.of(NormalisedText.of(cut)).with(reading);
        String fold = "fold-" + Math.floorMod(text.origin().group().hashCode(), FOLDS);
        TrainingText at = new TrainingText(text.origin(), fold, passage, cut.length(), true);
        return new MeasuredText(at, features.measure(passage));
    }

    private static WhiteBoxReport.Cell cell(List<Scored> scored, String decoding, int tokens) {
        List<Scored> human = scored.stream()
                .filter(row -> row.tokens() == tokens && !row.read().origin().machine())
                .toList();
        List<Scored> machine = scored.stream()
                .filter(row -> row.tokens() == tokens
                        && row.read().origin().machine()
                        && row.read().origin().decoding().equals(decoding))
                .toList();
        Roc head = roc(human, machine, Scored::score);
        return new WhiteBoxReport.Cell(
                decoding,
                tokens,
                human.size(),
                machine.size(),
                head.areaEstimate(),
                head.truePositiveRate(0.01),
                roc(human, machine, row -> curvature(row.read(), tokens)).area(),
                roc(human, machine, row -> -mean(row, rank -> Math.log(rank))).area(),
                roc(
                                human,
                                machine,
                                row -> row.read().reading().part(0, tokens).trace().logProbabilities().stream()
                                        .mapToDouble(Float::doubleValue)
                                        .average()
                                        .orElse(0))
                        .area());
    }

    private static double mean(Scored row, ToDoubleFunction<Integer> figure) {
        return row.read().reading().part(0, row.tokens()).trace().ranks().stream()
                .mapToDouble(figure)
                .average()
                .orElse(0);
    }

    /** Equation 5 of Bao et al. 2023: the log-probability less what was expected, in deviations of what was expected. */
    private static double curvature(WhiteBoxTexts.Read read, int tokens) {
        double excess = 0;
        double variance = 0;
        for (int t = 0; t < tokens; t++) {
            excess += read.reading().trace().logProbabilities().get(t)
                    + read.reading().trace().entropies().get(t);
            variance += read.variances().get(t);
        }
        return excess / Math.sqrt(Math.max(variance, 1e-9));
    }

    private static Roc roc(List<Scored> human, List<Scored> machine, ToDoubleFunction<Scored> score) {
        return new Roc(
                human.stream().mapToDouble(score).toArray(),
                machine.stream().mapToDouble(score).toArray());
    }
}
