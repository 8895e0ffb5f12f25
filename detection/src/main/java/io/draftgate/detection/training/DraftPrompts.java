package io.draftgate.detection.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What drafts go on from: passages of books, and where there are others, human texts of other kinds between them. */
public final class DraftPrompts {

    /** Of so many drafts in a row ... */
    private static final int ROUND = 5;

    /** ... so many go on from books, of which there is more to read without learning them by heart. */
    private static final int BOOKS_A_ROUND = 3;

    private DraftPrompts() {}

    /**
     * Chooses prompts. Three in five are passages of books, the others texts of people; where one kind is missing, all are
     * of the other.
     *
     * @param passages of {@link BookPassages}, taken in their order and again from the start
     * @param texts of any kind; those of machines are left aside
     * @param count how many prompts
     * @param seed of the order in which {@code texts} are taken
     * @return no prompt at all if there is nothing to choose from
     */
    public static List<LabelledText> of(List<LabelledText> passages, List<LabelledText> texts, int count, long seed) {
        List<LabelledText> human =
                new ArrayList<>(texts.stream().filter(text -> !text.machine()).toList());
        Collections.shuffle(human, new Random(seed));
        List<LabelledText> prompts = new ArrayList<>();
        for (int i = 0; i < count && !(passages.isEmpty() && human.isEmpty()); i++) {
            boolean book = human.isEmpty() || (!passages.isEmpty() && i % ROUND < BOOKS_A_ROUND);
            List<LabelledText> kind = book ? passages : human;
            prompts.add(kind.get(i % kind.size()));
        }
        return prompts;
    }
}
