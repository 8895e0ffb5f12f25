package io.draftgate.gpt2.sampling;

import java.util.ArrayList;
import java.util.List;

/** The likeliest tokens of the model's own distribution. Reuses its memory; confined to one thread. */
public final class TopTokens {
    private final TopSelection top;

    public TopTokens(int vocabularySize) {
        top = new TopSelection(vocabularySize);
    }

    /** The ids of the {@code most} likeliest tokens, likeliest first, ties to the lower id; fewer in a smaller vocabulary. */
    public List<Integer> of(Distribution own, int most) {
        int count = Math.min(most, top.highest(own.logProbabilities(), most));
        var ids = new ArrayList<Integer>(count);
        for (int place = 0; place < count; place++) {
            ids.add(top.id(place));
        }
        return ids;
    }
}
