package io.draftgate.cli.pipeline;

import io.draftgate.schemas.event.DraftGenerated;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A token that could have been drawn, and its natural log-probability. Immutable. */
record TopToken(int id, float logProbability) {

    /** [tokens] the likeliest at each position of a draft; nothing if they were not asked for. */
    static @Nullable List<List<TopToken>> of(DraftGenerated draft) {
        int each = draft.getParameters().getTopLogProbabilities();
        if (each == 0) {
            return null;
        }
        return IntStream.range(0, draft.getTopTokenIds().size() / each)
                .mapToObj(position -> IntStream.range(position * each, (position + 1) * each)
                        .mapToObj(at -> new TopToken(
                                draft.getTopTokenIds().get(at),
                                draft.getTopLogProbabilities().get(at)))
                        .toList())
                .toList();
    }
}
