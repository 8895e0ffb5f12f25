package io.draftgate.gpt2.sampling;

import java.util.Arrays;

/**
 * Orders the highest logits without sorting all. Each logit becomes one long whose natural order is that of the recipe, so
 * that a tie cannot fall differently. Reuses its memory; confined to one thread.
 */
final class TopSelection {
    /** Up to here a heap is faster than sorting everything. */
    static final int MOST_BY_HEAP = 1024;

    private final long[] keys;
    private int count;

    TopSelection(int vocabularySize) {
        keys = new long[vocabularySize];
    }

    /** Selects the {@code count} highest, or all if that is more than {@link #MOST_BY_HEAP}; tells how many. */
    int select(float[] logits, int most) {
        count = most > MOST_BY_HEAP ? logits.length : Math.min(most, logits.length);
        for (int id = 0; id < count; id++) {
            keys[id] = key(logits[id], id);
        }
        if (count < logits.length) {
            keepHighest(logits);
        }
        Arrays.sort(keys, 0, count);
        return count;
    }

    /** The id of the candidate at a place, 0 = the highest logit. */
    int id(int place) {
        return ~(int) keys[count - 1 - place];
    }

    private void keepHighest(float[] logits) {
        for (int parent = count / 2 - 1; parent >= 0; parent--) {
            siftDown(parent);
        }
        float lowest = logits[~(int) keys[0]];
        for (int id = count; id < logits.length; id++) {
            // A later id loses a tie, so only a higher logit gets in.
            if (logits[id] > lowest) {
                keys[0] = key(logits[id], id);
                siftDown(0);
                lowest = logits[~(int) keys[0]];
            }
        }
    }

    private void siftDown(int start) {
        long key = keys[start];
        int place = start;
        for (int child = 2 * place + 1; child < count; child = 2 * place + 1) {
            if (child + 1 < count && keys[child + 1] < keys[child]) {
                child++;
            }
            if (keys[child] >= key) {
                break;
            }
            keys[place] = keys[child];
            place = child;
        }
        keys[place] = key;
    }

    /** Higher logits give higher keys, and of equal logits the lower id does. Adding 0 makes -0 equal to 0. */
    private static long key(float logit, int id) {
        int bits = Float.floatToIntBits(logit + 0f);
        int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
        return ((long) ordered << 32) | (~id & 0xFFFFFFFFL);
    }
}
