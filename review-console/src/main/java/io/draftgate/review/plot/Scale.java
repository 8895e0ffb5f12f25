package io.draftgate.review.plot;

import java.util.List;
import java.util.stream.LongStream;

/** Round numbers for an axis of counts. */
final class Scale {
    private static final int MAX_STEPS = 5;

    private Scale() {}

    /** The smallest multiple of a round step that is not below the count. */
    static long above(long count) {
        long step = step(count);
        return (count + step - 1) / step * step;
    }

    static List<Long> ticks(long top) {
        long step = step(top);
        return LongStream.rangeClosed(0, top / step).map(i -> i * step).boxed().toList();
    }

    /** 1, 2 or 5 times a power of ten, so that there are at most {@value #MAX_STEPS} steps. */
    private static long step(long count) {
        long power = 1;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (power * factor * MAX_STEPS >= count) {
                    return power * factor;
                }
            }
            power *= 10;
        }
    }
}
