package io.draftgate.gpt2.engine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
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
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] bytes = new byte[256];
    private int length;
    private int earliestStop;
    private int end = -1;
    private int told;
    private boolean isAllTold;

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
        return new String(bytes, 0, length(), StandardCharsets.UTF_8);
    }

    /**
     * What can be told of the text since the last call: whole characters only, and nothing that a stop string may yet take back.
     * All parts together are {@link #text()}.
     *
     * @param isEnd whether nothing more will be appended
     */
    String fresh(boolean isEnd) {
        if (isAllTold) {
            return "";
        }
        isAllTold = isEnd;
        int sure = isEnd ? length() : length - heldBack();
        ByteBuffer in = ByteBuffer.wrap(bytes, told, Math.max(0, sure - told));
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        decoder.decode(in, out, isEnd);
        if (isEnd) {
            decoder.flush(out);
        }
        told = in.position();
        return out.flip().toString();
    }

    private int length() {
        return end >= 0 ? end : length;
    }

    /** Bytes at the end of the text with which a stop string may begin. */
    private int heldBack() {
        for (int from = Math.max(earliestStop, length - longestStop + 1); from < length; from++) {
            for (byte[] stop : stops) {
                int overlap = length - from;
                if (overlap < stop.length && Arrays.equals(bytes, from, length, stop, 0, overlap)) {
                    return overlap;
                }
            }
        }
        return 0;
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
