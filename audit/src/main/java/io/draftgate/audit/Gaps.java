package io.draftgate.audit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The indices that were skipped and may yet turn up further on, as ranges in ascending order. Holds at most {@link
 * #MAX_RANGES}, so that a shredded chain costs no more memory than a whole one. Confined to one thread.
 */
final class Gaps {

    /** More holes than this at once and nobody will ask which records were merely moved. */
    static final int MAX_RANGES = 1_000;

    private final TreeMap<Long, Gap> byFirst = new TreeMap<>();

    /** The indices {@code first} to {@code last}, skipped before the link at {@code position}. */
    record Gap(long first, long last, String position) {
        ChainProblem asMissing() {
            return new ChainProblem.Missing(position, first, last);
        }
    }

    /** Adds a gap; returns the oldest one when there is no more room for it. */
    Optional<Gap> open(long first, long last, String position) {
        byFirst.put(first, new Gap(first, last, position));
        return byFirst.size() <= MAX_RANGES
                ? Optional.empty()
                : Optional.of(byFirst.pollFirstEntry().getValue());
    }

    /** Takes one index out; false if it was not missing. */
    boolean close(long index) {
        Map.Entry<Long, Gap> candidate = byFirst.floorEntry(index);
        if (candidate == null || candidate.getValue().last() < index) {
            return false;
        }
        Gap gap = candidate.getValue();
        byFirst.remove(gap.first());
        if (gap.first() < index) {
            byFirst.put(gap.first(), new Gap(gap.first(), index - 1, gap.position()));
        }
        if (index < gap.last()) {
            byFirst.put(index + 1, new Gap(index + 1, gap.last(), gap.position()));
        }
        return true;
    }

    Iterable<Gap> all() {
        return byFirst.values();
    }
}
