package io.draftgate.gpt2.sampling;

/**
 * e to a power of at most 0, several times as fast as {@link Math#exp} and within 1e-13 of it: a whole vocabulary of powers is
 * taken for every token. The power is split into k ln 2 + r with r of at most ln 2 / 2, e to the r is its Taylor series, and k
 * goes into the exponent bits.
 */
final class Exponential {
    /** Below, the result is less than 1e-304 and nothing beside the 1 of the likeliest token. */
    private static final double LOWEST = -700;

    private static final double LOG2_E = 1.4426950408889634;

    /** ln 2 in two parts, so that k times the first is exact. */
    private static final double LN2_HIGH = 0x1.62e42fee00000p-1;

    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    /** Adding and taking away 1.5 times 2^52 rounds to a whole number. */
    private static final double ROUNDER = 0x1.8p52;

    private Exponential() {}

    /**
     * e to the power of x.
     *
     * @param x at most 0; NaN gives NaN
     */
    static double of(double x) {
        if (x < LOWEST) {
            return 0;
        }
        double k = (x * LOG2_E + ROUNDER) - ROUNDER;
        double r = (x - k * LN2_HIGH) - k * LN2_LOW;
        double r2 = r * r;
        double r4 = r2 * r2;
        // Summed in pairs, so that the processor need not wait for each term.
        double low = (1 + r) + r2 * (0.5 + r * (1.0 / 6));
        double middle = (1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720 + r * (1.0 / 5040));
        double high = (1.0 / 40320 + r * (1.0 / 362880)) + r2 * (1.0 / 3628800 + r * (1.0 / 39916800));
        return (low + r4 * (middle + r4 * high)) * Double.longBitsToDouble(((long) k + 1023) << 52);
    }
}
