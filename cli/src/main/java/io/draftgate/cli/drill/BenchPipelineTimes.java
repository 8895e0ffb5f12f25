package io.draftgate.cli.drill;

/** Counts times by the millisecond, as finely as records are stamped. Confined to one thread. */
final class BenchPipelineTimes {
    /** Whatever is slower counts as this slow. */
    private static final int MAX_MILLIS = 60_000;

    private final long[] counts = new long[MAX_MILLIS + 1];
    private long total;

    /**
     * What was counted, in milliseconds.
     *
     * @param max the longest
     */
    record Millis(long p50, long p95, long p99, long max) {}

    void add(long millis) {
        counts[(int) Math.max(0, Math.min(MAX_MILLIS, millis))]++;
        total++;
    }

    Millis millis() {
        return new Millis(percentile(50), percentile(95), percentile(99), percentile(100));
    }

    /** The shortest time that so many in a hundred did not exceed; 0 if there are none. */
    private long percentile(int percent) {
        long wanted = (total * percent + 99) / 100;
        long seen = 0;
        for (int millis = 0; millis <= MAX_MILLIS; millis++) {
            seen += counts[millis];
            if (seen >= wanted) {
                return millis;
            }
        }
        return MAX_MILLIS;
    }
}
