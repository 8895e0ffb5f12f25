package io.draftgate.release.likeness;

import java.util.List;
import java.util.TreeSet;

/**
 * Min-hash sketch of a text: its {@value #SIZE} smallest shingle hashes. Two sketches estimate how much two texts resemble each
 * other, however long they are, with a standard error of at most {@code 0.5 / sqrt(SIZE)}. Immutable.
 *
 * @param smallest in ascending order
 * @see <a href="https://doi.org/10.1109/SEQUEN.1997.666900">Broder 1997, section 3: the sketch by the s smallest elements</a>
 */
public record Sketch(List<Long> smallest) {
    /** Two kilobytes a text and a standard error of 0.03. */
    public static final int SIZE = 256;

    public Sketch {
        smallest = List.copyOf(smallest);
    }

    /** Of a text's shingles. */
    public static Sketch of(Shingles shingles) {
        return new Sketch(shingles.hashes().stream().sorted().limit(SIZE).toList());
    }

    /** Estimate of {@link Shingles#resemblance}: the share of the smallest hashes of both together that both have. */
    public double resemblance(Sketch other) {
        TreeSet<Long> union = new TreeSet<>(smallest);
        union.addAll(other.smallest);
        TreeSet<Long> mine = new TreeSet<>(smallest);
        TreeSet<Long> theirs = new TreeSet<>(other.smallest);
        long shared = union.stream()
                .limit(SIZE)
                .filter(hash -> mine.contains(hash) && theirs.contains(hash))
                .count();
        return union.isEmpty() ? 0 : shared / (double) Math.min(SIZE, union.size());
    }
}
