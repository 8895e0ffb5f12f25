package io.draftgate.gpt2.sampling;

/**
 * Uniform numbers from {@code begin} up to but without {@code end}. Immutable.
 *
 * @param begin at least 0
 * @param end above it, at most 1
 */
public record Interval(double begin, double end) {

    /** How far a number lies outside; 0 inside. */
    public double distance(double uniform) {
        return Math.max(0, Math.max(begin - uniform, uniform - end));
    }

    public boolean contains(double uniform) {
        return uniform >= begin && uniform < end;
    }
}
