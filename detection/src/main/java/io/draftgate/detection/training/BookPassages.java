package io.draftgate.detection.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Human passages cut out of books that the language model has not learned from: to tell from its drafts, and to prompt it. */
public final class BookPassages {

    private static final int SHORTEST = 300;
    private static final int LONGEST = 1_200;

    private BookPassages() {}

    /**
     * Cuts passages that do not overlap.
     *
     * @param documents of {@link Books}
     * @param seed of where they are cut
     * @return in random order; passages of one document have one group
     */
    public static List<LabelledText> of(List<String> documents, long seed) {
        Random random = new Random(seed);
        List<LabelledText> passages = new ArrayList<>();
        for (int document = 0; document < documents.size(); document++) {
            String text = documents.get(document).strip();
            int start = 0;
            while (text.length() - start > SHORTEST) {
                int length = SHORTEST + random.nextInt(LONGEST - SHORTEST);
                int space = text.indexOf(' ', Math.min(text.length(), start + length));
                int end = space < 0 ? text.length() : space;
                passages.add(new LabelledText(
                        text.substring(start, end).strip(),
                        false,
                        "human",
                        "books",
                        "",
                        LabelledText.OWN_SOURCE + ":books",
                        "book-" + document));
                start = end;
            }
        }
        Collections.shuffle(passages, random);
        return passages;
    }
}
