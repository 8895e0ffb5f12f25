package io.draftgate.detection.training;

import io.draftgate.detection.feature.FeatureSet;
import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.feature.Reading;
import io.draftgate.detection.likelihood.BookContrast;
import io.draftgate.detection.likelihood.Likelihoods;
import io.draftgate.detection.model.Regime;
import io.draftgate.detection.model.RegimeEnsemble;
import io.draftgate.detection.ngram.BookWords;
import io.draftgate.detection.ngram.NgramModel;
import io.draftgate.detection.surface.Vocabulary;
import io.draftgate.detection.surface.WordClasses;
import io.draftgate.detection.text.NormalisedText;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Measures how well a model's own drafts are told from human text when the model itself can be asked. Every text is scored
 * by regressions that have learned from other documents: its human passages and the drafts that go on from them are left
 * out together. Confined to one thread.
 */
public final class WhiteBoxStudy {

    private static final int FOLDS = 5;

    /** How the released samples were drawn. */
    private static final Decoding RELEASED = new Decoding(1.0, 40, 1, 1);

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
    private record Scored(MeasuredText text, int tokens, WhiteBoxTexts.Read read, double score) {

        boolean isMachine() {
            return read.origin().machine();
        }

        String decoding() {
            return read.origin().decoding();
        }

        Scored scored(double joined) {
            return new Scored(text, tokens, read, joined);
        }
    }

    /**
     * Runs the study.
     *
     * @param documents of people, not learned from by the model
     * @throws IllegalArgumentException if they are too few or too short
     */
    public WhiteBoxReport run(List<String> documents) throws InterruptedException {
        List<Scored> rows = measured(documents);
        List<Scored> scored = scored(rows);
        List<WhiteBoxReport.Cell> cells = new ArrayList<>();
        for (Decoding decoding : grid.decodings()) {
            for (int tokens : grid.lengths()) {
                cells.add(cell(scored, decoding, tokens));
            }
        }
        int passages = human(rows, grid.lengths().get(0)).size();
        List<WhiteBoxReport.Addition> additions = grid.addsAt().isPresent()
                ? additions(rows, scored, grid.addsAt().getAsInt())
                : List.of();
        return new WhiteBoxReport(model.name(), passages, cells, additions);
    }

    private List<Scored> measured(List<String> documents) throws InterruptedException {
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
        List<Scored> rows = new ArrayList<>();
        List<WhiteBoxTexts.Read> read = texts.read(all);
        Steps measuring = new Steps(progress, "Measuring texts", read.size());
        for (WhiteBoxTexts.Read text : read) {
            for (int tokens : grid.lengths()) {
                if (text.reading().size() >= tokens) {
                    rows.add(new Scored(measure(text, tokens), tokens, text, 0));
                }
            }
            measuring.step();
        }
        return rows;
    }

    /** Every text by a head of its length that has learned from the texts of other documents: how much a figure tells depends on it. */
    private List<Scored> scored(List<Scored> rows) throws InterruptedException {
        Steps heads = new Steps(
                progress,
                "Leaving every fold of documents out once",
                grid.lengths().size());
        List<Scored> scored = new ArrayList<>();
        for (int tokens : grid.lengths()) {
            scored.addAll(scored(rows, tokens, decoding -> true));
            heads.step();
        }
        return scored;
    }

    /**
     * The texts of one length, each by a head that has learned from the others' documents.
     *
     * @param learned which drafts the heads learn from, by their decoding
     */
    private List<Scored> scored(List<Scored> rows, int tokens, Predicate<String> learned) throws InterruptedException {
        List<Scored> ofLength =
                rows.stream().filter(row -> row.tokens() == tokens).toList();
        List<Scored> scored = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            String out = "fold-" + fold;
            Predicate<Scored> isOut = row -> row.text().text().collection().equals(out);
            RegimeEnsemble head = new EnsembleTrainer(features.names(), TrainingOptions.DEFAULT)
                    .train(ofLength.stream()
                            .filter(isOut.negate())
                            .filter(row -> !row.isMachine() || learned.test(row.decoding()))
                            .map(Scored::text)
                            .toList());
            ofLength.stream()
                    .filter(isOut)
                    .map(row -> row.scored(head.score(row.text().features()).joined()))
                    .forEach(scored::add);
        }
        return scored;
    }

    /** What more decodings in the training add to the recognition of each. */
    private List<WhiteBoxReport.Addition> additions(List<Scored> rows, List<Scored> scored, int tokens)
            throws InterruptedException {
        Steps steps = new Steps(
                progress,
                "Learning from some of the decodings",
                2 + grid.decodings().size());
        Decoding single = grid.decodings().contains(RELEASED)
                ? RELEASED
                : grid.decodings().get(0);
        Set<String> unpenalised = grid.decodings().stream()
                .filter(decoding -> decoding.ownRegime() != Regime.OWN_PENALISED)
                .map(Decoding::toString)
                .collect(Collectors.toSet());
        List<Scored> byOne = scored(rows, tokens, single.toString()::equals);
        steps.step();
        List<Scored> byUnpenalised = scored(rows, tokens, unpenalised::contains);
        steps.step();
        List<WhiteBoxReport.Addition> additions = new ArrayList<>();
        for (Decoding decoding : grid.decodings()) {
            List<Scored> byOthers = scored(rows, tokens, other -> !other.equals(decoding.toString()));
            steps.step();
            additions.add(new WhiteBoxReport.Addition(
                    decoding.toString(),
                    tokens,
                    head(byOne, decoding, tokens).area(),
                    head(byUnpenalised, decoding, tokens).area(),
                    head(byOthers, decoding, tokens).area(),
                    head(scored, decoding, tokens).area()));
        }
        return additions;
    }

    private static Roc head(List<Scored> scored, Decoding decoding, int tokens) {
        return roc(human(scored, tokens), machine(scored, decoding, tokens), Scored::score);
    }

    private static List<Scored> human(List<Scored> scored, int tokens) {
        return scored.stream()
                .filter(row -> row.tokens() == tokens && !row.isMachine())
                .toList();
    }

    private static List<Scored> machine(List<Scored> scored, Decoding decoding, int tokens) {
        return scored.stream()
                .filter(row -> row.tokens() == tokens
                        && row.isMachine()
                        && row.decoding().equals(decoding.toString()))
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

    private static WhiteBoxReport.Cell cell(List<Scored> scored, Decoding decoding, int tokens) {
        List<Scored> human = human(scored, tokens);
        List<Scored> machine = machine(scored, decoding, tokens);
        Roc head = roc(human, machine, Scored::score);
        return new WhiteBoxReport.Cell(
                decoding.toString(),
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
