package io.draftgate.gpt2.engine;

import io.draftgate.gpt2.forward.ChunkPass;
import java.util.ArrayList;
import java.util.List;

/**
 * Prompts that one run reads beside each other. Immutable.
 *
 * @param prompts one sequence of each request, in neighbouring slots, in their order
 * @param drawing all sequences whose prompt is among them
 * @param longest tokens of the longest prompt; the others are padded to it
 */
record Reading(List<Sequence> prompts, List<Sequence> drawing, int longest) {
    /** Tokens, padding included, that one run reads; a longer prompt is read alone. */
    private static final int MOST_TOKENS = 2048;

    Reading {
        prompts = List.copyOf(prompts);
        drawing = List.copyOf(drawing);
    }

    /**
     * As many as one run may read.
     *
     * @param unread at least one sequence, in the order of the slots
     */
    static Reading of(List<Sequence> unread) {
        List<Sequence> prompts = new ArrayList<>();
        int longest = 0;
        for (Sequence sequence : unread) {
            int length = Math.max(longest, sequence.job().prompt().length);
            boolean fits = prompts.isEmpty() || (prompts.size() + 1) * length <= MOST_TOKENS;
            boolean isNeighbour =
                    prompts.isEmpty() || prompts.get(prompts.size() - 1).slot() + 1 == sequence.slot();
            if (fits && isNeighbour && !isAmong(prompts, sequence)) {
                prompts.add(sequence);
                longest = length;
            }
        }
        List<Sequence> drawing =
                unread.stream().filter(sequence -> isAmong(prompts, sequence)).toList();
        return new Reading(prompts, drawing, longest);
    }

    int firstSlot() {
        return prompts.get(0).slot();
    }

    List<int[]> tokens() {
        return prompts.stream().map(sequence -> sequence.job().prompt()).toList();
    }

    /** The first token of each sequence that goes on from one of the prompts. */
    List<ChunkPass.Draw> draws() {
        return drawing.stream()
                .map(sequence -> sequence.nextDraw(place(sequence)))
                .toList();
    }

    private int place(Sequence sequence) {
        for (int i = 0; i < prompts.size(); i++) {
            if (prompts.get(i).job() == sequence.job()) {
                return i;
            }
        }
        throw new IllegalArgumentException("a completion is drawn whose prompt is not read");
    }

    private static boolean isAmong(List<Sequence> prompts, Sequence sequence) {
        return prompts.stream().anyMatch(other -> other.job() == sequence.job());
    }
}
