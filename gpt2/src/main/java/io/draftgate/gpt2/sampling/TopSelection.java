package io.draftgate.gpt2.sampling;

import java.util.Arrays;

/**
 * Orders the highest of many numbers without sorting all. Each becomes one long whose natural order is that of the recipe, so
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

    /** Selects the {@code most} highest, or all if that is more than {@link #MOST_BY_HEAP}; tells how many. */
    int highest(float[] values, int most) {
        count = most > MOST_BY_HEAP ? values.length : Math.min(most, values.length);
        for (int id = 0; id < count; id++) {
            keys[id] = key(values[id], id);
        }
        if (count < values.length) {
            keepHighest(values);
        }
        Arrays.sort(keys, 0, count);
        return count;
    }

    /** Selects all that are not lower than {@code lowest}; tells how many. */
    int notBelow(float[] values, double lowest) {
        count = 0;
        for (int id = 0; id < values.length; id++) {
            if (values[id] >= lowest) {
                keys[count++] = key(values[id], id);
            }
        }
        Arrays.sort(keys, 0, count);
        return count;
    }

    /** The id of the candidate at a place, 0 = the highest value. */
    int id(int place) {
        return ~(int) keys[count - 1 - place];
    }

    private void keepHighest(float[] values) {
        for (int parent = count / 2 - 1; parent >= 0; parent--) {
            siftDown(parent);
        }
        float lowest = values[~(int) keys[0]];
        for (int id = count; id < values.length; id++) {
            // A later id loses a tie, so only a higher value gets in.
            if (values[id] > lowest) {
                keys[0] = key(values[id], id);
                siftDown(0);
                lowest = values[~(int) keys[0]];
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

    /** Higher values give higher keys, and of equal values the lower id does. Adding 0 makes -0 equal to 0. */
    private static long key(float value, int id) {
        int bits = Float.floatToIntBits(value + 0f);
        int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
        return ((long) ordered << 32) | (~id & 0xFFFFFFFFL);
    }
}
