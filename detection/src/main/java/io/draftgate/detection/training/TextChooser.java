package io.draftgate.detection.training;

import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.likelihood.LanguageModel;
import io.draftgate.detection.text.NormalisedText;
import io.draftgate.gpt2.TokenTrace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Chooses the texts to learn from: at most so many a cell, each also as shorter copies, so that short texts are known
 * too.
 */
final class TextChooser {

    private static final int SHORTEST = 80;

    /** One copy has a length between each two of these: the short bands need as many texts as the long ones. */
    private static final int[] COPY_LENGTHS = {80, 180, 600};

    private final LanguageModel languageModel;
    private final TrainingOptions options;
    private final TrainingProgress progress;

    TextChooser(LanguageModel languageModel, TrainingOptions options, TrainingProgress progress) {
        this.languageModel = languageModel;
        this.options = options;
        this.progress = progress;
    }

    List<TrainingText> choose(List<LabelledText> rows) throws InterruptedException {
        List<LabelledText> shuffled = rows.stream()
                .sorted(Comparator.comparingInt(this::order).thenComparing(LabelledText::text))
                .toList();
        Steps steps = new Steps(progress, "Reading texts", shuffled.size());
        Map<String, Integer> taken = new HashMap<>();
        List<TrainingText> chosen = new ArrayList<>();
        for (LabelledText row : shuffled) {
            String collection = Collection.of(row);
            String cell = String.join("\n", collection, row.label(), row.generator(), row.domain(), row.decoding());
            int number = taken.merge(cell, 1, Integer::sum);
            if (number <= options.maxTextsPerCell()) {
                add(row, collection, number <= options.maxViewedPerCell(), chosen);
            }
            steps.step();
        }
        return chosen;
    }

    /** A random place that depends on nothing but the text, so that other rows do not change the choice. */
    private int order(LabelledText row) {
        return new Random(options.seed() ^ row.text().hashCode()).nextInt();
    }

    private void add(LabelledText row, String collection, boolean viewed, List<TrainingText> chosen) {
        String text = NormalisedText.of(row.text()).text();
        if (text.length() < SHORTEST) {
            return;
        }
        Optional<TokenTrace> view = viewed ? Optional.of(languageModel.view(text)) : Optional.empty();
        chosen.add(new TrainingText(row, collection, passage(text, view), text.length(), true));
        for (int i = 0; i + 1 < COPY_LENGTHS.length; i++) {
            int length = COPY_LENGTHS[i] + Math.floorMod(order(row), COPY_LENGTHS[i + 1] - COPY_LENGTHS[i]);
            if (length < text.length()) {
                int end = text.lastIndexOf(' ', length);
                String copy = text.substring(0, end < SHORTEST ? length : end);
                int tokens = languageModel.tokenizer().encode(copy).length;
                chosen.add(new TrainingText(
                        row,
                        collection,
                        passage(copy, view.map(whole -> beginning(whole, tokens))),
                        copy.length(),
                        false));
            }
        }
    }

    private static Passage passage(String text, Optional<TokenTrace> view) {
        Passage passage = Passage.of(NormalisedText.of(text));
        return view.map(passage::with).orElse(passage);
    }

    private static TokenTrace beginning(TokenTrace view, int tokens) {
        int end = Math.min(tokens, view.size());
        return new TokenTrace(
                view.logProbabilities().subList(0, end),
                view.ranks().subList(0, end),
                view.entropies().subList(0, end));
    }
}
