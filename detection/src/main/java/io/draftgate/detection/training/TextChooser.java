package io.draftgate.detection.training;

import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.feature.Reading;
import io.draftgate.detection.likelihood.LanguageModel;
import io.draftgate.detection.text.NormalisedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Chooses the texts to learn from: at most so many a cell, each also as shorter copies, so that short texts are known
 * too, and every other one as an author in hiding would change it.
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
        List<Normalised> waiting = new ArrayList<>();
        for (LabelledText row : shuffled) {
            String collection = Collection.of(row);
            String cell = String.join("\n", collection, row.label(), row.generator(), row.domain(), row.decoding());
            int number = taken.merge(cell, 1, Integer::sum);
            if (number <= options.maxTextsPerCell()) {
                String text = NormalisedText.of(row.text()).text();
                if (text.length() >= SHORTEST) {
                    waiting.add(new Normalised(row, collection, text, number <= options.maxViewedPerCell()));
                }
            }
            if (waiting.size() == LanguageModel.READ_BESIDE) {
                addAll(waiting, chosen);
                waiting.clear();
            }
            steps.step();
        }
        addAll(waiting, chosen);
        return chosen;
    }

    /**
     * A row that was chosen.
     *
     * @param viewed whether the language model shall read it
     */
    private record Normalised(LabelledText row, String collection, String text, boolean viewed) {}

    private void addAll(List<Normalised> texts, List<TrainingText> chosen) {
        Iterator<Reading> readings = languageModel
                .readAll(texts.stream()
                        .filter(Normalised::viewed)
                        .map(Normalised::text)
                        .toList())
                .iterator();
        for (Normalised text : texts) {
            add(text, text.viewed() ? Optional.of(readings.next()) : Optional.empty(), chosen);
        }
    }

    /** A random place that depends on nothing but the text, so that other rows do not change the choice. */
    private int order(LabelledText row) {
        return new Random(options.seed() ^ row.text().hashCode()).nextInt();
    }

    private void add(Normalised normalised, Optional<Reading> reading, List<TrainingText> chosen) {
        LabelledText row = normalised.row();
        String collection = normalised.collection();
        String text = normalised.text();
        chosen.add(new TrainingText(row, collection, passage(text, reading), text.length(), true));
        addChanged(row, collection, text, chosen);
        for (int i = 0; i + 1 < COPY_LENGTHS.length; i++) {
            int length = COPY_LENGTHS[i] + Math.floorMod(order(row), COPY_LENGTHS[i + 1] - COPY_LENGTHS[i]);
            if (length < text.length()) {
                int end = text.lastIndexOf(' ', length);
                String copy = text.substring(0, end < SHORTEST ? length : end);
                int tokens = languageModel.tokenizer().encode(copy).length;
                chosen.add(new TrainingText(
                        row,
                        collection,
                        passage(copy, reading.map(whole -> whole.part(0, tokens))),
                        copy.length(),
                        false));
            }
        }
    }

    /** Every other text also as somebody would change it who hides where it comes from; nothing is measured on it. */
    private void addChanged(LabelledText row, String collection, String text, List<TrainingText> chosen) {
        Perturbation[] all = Perturbation.values();
        int choice = Math.floorMod(order(row) >> 4, 2 * all.length);
        if (choice < all.length) {
            String changed =
                    NormalisedText.of(all[choice].apply(text, order(row))).text();
            chosen.add(new TrainingText(row, collection, passage(changed, Optional.empty()), changed.length(), false));
        }
    }

    private static Passage passage(String text, Optional<Reading> reading) {
        Passage passage = Passage.of(NormalisedText.of(text));
        return reading.map(passage::with).orElse(passage);
    }
}
