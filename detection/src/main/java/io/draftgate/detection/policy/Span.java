package io.draftgate.detection.policy;

/**
 * A piece of the original text.
 *
 * @param start UTF-16 index of its first character
 * @param end UTF-16 index after its last
 */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span is " + start + "-" + end + ", expected 0 <= start <= end");
        }
    }

    @Override
    public String toString() {
        return start + "-" + end;
    }
}
