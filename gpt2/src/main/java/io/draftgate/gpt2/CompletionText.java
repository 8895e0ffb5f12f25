package io.draftgate.gpt2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The text of a completion as it grows, and the search for stop strings in it. Works on bytes: tokens may split a character,
 * and a stop string may lie across tokens. Confined to the scheduler thread.
 */
final class CompletionText {
    private final List<byte[]> stops;
    private final int longestStop;
    private byte[] bytes = new byte[256];
    private int length;
    private int earliestStop;
    private int end = -1;

    CompletionText(List<String> stops) {
        this.stops = stops.stream()
                .map(stop -> stop.getBytes(StandardCharsets.UTF_8))
                .toList();
        longestStop = this.stops.stream().mapToInt(stop -> stop.length).max().orElse(0);
    }

    /**
     * Appends a token's bytes; tells whether the text now holds a stop string.
     *
     * @param mayStop whether a stop string may begin in this token
     */
    boolean append(byte[] token, boolean mayStop) {
        if (length + token.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + token.length));
        }
        System.arraycopy(token, 0, bytes, length, token.length);
        int unsearched = Math.max(earliestStop, length - longestStop + 1);
        length += token.length;
        if (!mayStop) {
            earliestStop = length;
            return false;
        }
        end = firstStop(unsearched);
        return end >= 0;
    }

    /** All text so far, or up to the earliest stop string; bytes that are no UTF-8 read U+FFFD. */
    String text() {
        return new String(bytes, 0, end >= 0 ? end : length, StandardCharsets.UTF_8);
    }

    private int firstStop(int from) {
        for (int at = from; at < length; at++) {
            for (byte[] stop : stops) {
                if (at + stop.length <= length && Arrays.equals(bytes, at, at + stop.length, stop, 0, stop.length)) {
                    return at;
                }
            }
        }
        return -1;
    }
}
