package io.draftgate.release.likeness;

import java.util.List;

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
        int mine = 0;
        int theirs = 0;
        int all = 0;
        int shared = 0;
        while (all < SIZE && (mine < smallest.size() || theirs < other.smallest.size())) {
            int order = mine == smallest.size()
                    ? 1
                    : theirs == other.smallest.size() ? -1 : smallest.get(mine).compareTo(other.smallest.get(theirs));
            mine += order <= 0 ? 1 : 0;
            theirs += order >= 0 ? 1 : 0;
            shared += order == 0 ? 1 : 0;
            all++;
        }
        return all == 0 ? 0 : shared / (double) all;
    }
}
