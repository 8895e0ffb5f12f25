package io.draftgate.detection.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts of a few words from three collections, which any detector can learn to tell apart. */
final class ToyTexts {
    static final TrainingOptions OPTIONS = new TrainingOptions(100, 100, 0.05, 0.05, 0.05, 100_000, 2, 2, 1, 1);

    private static final List<String> WORDS = List.of(
            "the",
            "a",
            "of",
            "and",
            "to",
            "in",
            "he",
            "she",
            "was",
            "had",
            "river",
            "stone",
            "walked",
            "quickly",
            "garden",
            "morning",
            "spoke",
            "letter",
            "window",
            "answered",
            "slowly",
            "bread",
            "never",
            "through",
            "village",
            "turned");

    /** People draw from all words, the machine from a few at a time. */
    static List<LabelledText> rows(long seed, int count) {
        Random random = new Random(seed);
        List<LabelledText> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean machine = i % 2 == 0;
            int choice = machine ? 7 : WORDS.size();
            int offset = random.nextInt(WORDS.size());
            StringBuilder text = new StringBuilder();
            for (int w = 0; w < 30; w++) {
                text.append(WORDS.get((offset + random.nextInt(choice)) % WORDS.size()))
                        .append(w % 11 == 10 ? ". " : " ");
            }
            rows.add(new LabelledText(
                    text.toString(), machine, machine ? "toy" : "human", "toy", "", "source-" + i % 3, "row-" + i));
        }
        return rows;
    }

    private ToyTexts() {}
}
