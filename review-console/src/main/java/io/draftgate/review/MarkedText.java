package io.draftgate.review;

import io.draftgate.index.Finding;
import io.draftgate.index.IndexedDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A draft's text in pieces, each with how it looks to the detector. Immutable.
 *
 * @param scored whether any piece has a score
 */
record MarkedText(List<Piece> pieces, boolean scored) {
    /** Raw scores at which a piece looks more machine-like by one step; 0 is where human text lies in the middle. */
    private static final double[] STEPS = {0, 2, 4, 6};

    MarkedText {
        pieces = List.copyOf(pieces);
    }

    /**
     * A piece of the text.
     *
     * @param level 0 for a piece without a score, else 1 to 5, more machine-like with each
     * @param score with sign and one decimal; empty without
     */
    record Piece(String text, int level, String score) {}

    static MarkedText of(IndexedDraft draft) {
        String text = draft.text() == null ? "" : draft.text();
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        if (draft.finding() != null) {
            for (Finding.Sentence sentence : draft.finding().sentences()) {
                if (sentence.start() >= at && sentence.end() <= text.length()) {
                    addPlain(pieces, text.substring(at, sentence.start()));
                    pieces.add(new Piece(
                            text.substring(sentence.start(), sentence.end()),
                            level(sentence.score()),
                            String.format(Locale.ROOT, "%+.1f", sentence.score())));
                    at = sentence.end();
                }
            }
        }
        boolean scored = !pieces.isEmpty();
        addPlain(pieces, text.substring(at));
        return new MarkedText(pieces, scored);
    }

    private static void addPlain(List<Piece> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, 0, ""));
        }
    }

    private static int level(double score) {
        int level = 1;
        for (double step : STEPS) {
            if (score >= step) {
                level++;
            }
        }
        return level;
    }
}
