package io.draftgate.gpt2.engine;

import io.draftgate.gpt2.tokenizer.IntList;

/**
 * Notices that a completion goes round in circles: its last n tokens have a period of at most a third of n, so that they are one
 * row of tokens three times over or more. A token costs O(n). Immutable.
 *
 * @param length n, in tokens; 0 notices nothing
 */
record LoopWatch(int length) {
    private static final int TIMES = 3;

    boolean isLoop(IntList tokens) {
        if (length == 0 || tokens.size() < length) {
            return false;
        }
        for (int period = 1; period <= length / TIMES; period++) {
            if (hasPeriod(tokens, period)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasPeriod(IntList tokens, int period) {
        for (int at = tokens.size() - 1; at >= tokens.size() - length + period; at--) {
            if (tokens.get(at) != tokens.get(at - period)) {
                return false;
            }
        }
        return true;
    }
}
