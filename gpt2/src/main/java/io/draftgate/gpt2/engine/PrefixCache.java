package io.draftgate.gpt2.engine;

import io.draftgate.gpt2.forward.ForwardPass;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the model knows of beginnings of prompts, so that a beginning that many prompts share is computed once. Kept in the whole
 * pieces in which prompts are read, each known by all tokens up to its end: what comes out of here is bit for bit what reading
 * would give. The longest unused make room. Confined to the scheduler thread.
 */
final class PrefixCache {
    private static final int PIECE = ForwardPass.PREFILL_CHUNK;

    private final ForwardPass pass;
    private final EngineCounters counters;
    private final int pieceBytes;
    private final long mostPieces;
    private final Map<IntBuffer, ByteBuffer> pieces = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * An empty cache.
     *
     * @param mostBytes of what is kept; less than a piece keeps nothing
     */
    PrefixCache(ForwardPass pass, long mostBytes, EngineCounters counters) {
        this.pass = pass;
        this.counters = counters;
        pieceBytes = pass.keptBytes(PIECE);
        mostPieces = mostBytes / pieceBytes;
    }

    /**
     * Fills an empty slot with the longest known beginning of a prompt, short of its last token: that one has to be read for what
     * follows it.
     *
     * @return tokens that need not be read
     */
    int restore(int slot, int[] prompt) {
        int known = 0;
        while (known + PIECE < prompt.length && pieces.containsKey(key(prompt, known + PIECE))) {
            known += PIECE;
        }
        // The last piece first: so the first is the one used last, and no piece outlives what it stands on.
        for (int begin = known - PIECE; begin >= 0; begin -= PIECE) {
            ByteBuffer piece = pieces.get(key(prompt, begin + PIECE));
            if (piece != null) {
                pass.restore(slot, begin, PIECE, piece);
            }
        }
        counters.promptBegun(prompt.length, known);
        return known;
    }

    /** Takes note of a piece that was just read, if it is a whole one. */
    void keep(int slot, int[] prompt, int begin, int count) {
        if (count < PIECE || mostPieces == 0) {
            return;
        }
        IntBuffer key = key(prompt, begin + PIECE);
        if (!pieces.containsKey(key)) {
            ByteBuffer piece = room();
            pass.keep(slot, begin, PIECE, piece);
            pieces.put(key, piece);
        }
    }

    private ByteBuffer room() {
        if (pieces.size() < mostPieces) {
            counters.prefixMemoryTaken(pieceBytes);
            return ByteBuffer.allocateDirect(pieceBytes).order(ByteOrder.nativeOrder());
        }
        var oldest = pieces.entrySet().iterator();
        ByteBuffer memory = oldest.next().getValue();
        oldest.remove();
        return memory;
    }

    private static IntBuffer key(int[] prompt, int end) {
        return IntBuffer.wrap(Arrays.copyOf(prompt, end));
    }
}
