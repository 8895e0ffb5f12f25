package io.draftgate.index;

import java.util.List;

/**
 * Everything that the log tells of a draft.
 *
 * @param draft what it comes to
 * @param steps those of its prompt and its own, in order of time
 */
public record Story(IndexedDraft draft, List<ChainStep> steps) {
    public Story {
        steps = List.copyOf(steps);
    }
}
