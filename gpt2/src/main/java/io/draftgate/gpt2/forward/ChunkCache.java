package io.draftgate.gpt2.forward;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.graph.CacheType;
import io.draftgate.gpt2.graph.ChunkGraph;
import io.draftgate.gpt2.runtime.OnnxRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys and values of all slots between two chunks: per layer two blocks [slots, heads, room, headWidth]. The room is
 * only as long as the chunk needs, because a chunk takes all of it along; the memory for the full context is allocated once.
 * Confined to the thread of its owner.
 */
final class ChunkCache implements AutoCloseable {
    /** Rooms are multiples of this, so that the blocks are laid out anew only now and then. */
    static final int ROOM_STEP = 64;

    private final Gpt2Config config;
    private final OnnxRuntime runtime;
    private final CacheType type;
    private final int slots;
    private final Map<String, ByteBuffer> blocks;
    private final Map<Long, KvCache.View> views = new HashMap<>();
    private int room = ROOM_STEP;

    private ChunkCache(
            Gpt2Config config, OnnxRuntime runtime, CacheType type, int slots, Map<String, ByteBuffer> blocks) {
        this.config = config;
        this.runtime = runtime;
        this.type = type;
        this.slots = slots;
        this.blocks = blocks;
    }

    /**
     * Allocates the memory.
     *
     * @throws InvalidFieldException if it cannot be had
     */
    static ChunkCache allocate(Gpt2Config config, OnnxRuntime runtime, CacheType type, int slots) {
        long blockBytes = (long) slots * config.paddedWidth() * room(config.contextLength()) * type.bytes();
        return new ChunkCache(config, runtime, type, slots, KvCache.blocks(config, slots, blockBytes));
    }

    /**
     * Makes the room fit the longest sequence, and lays out anew what the slots hold.
     *
     * @param used slots that hold anything
     */
    void fit(int longest, int used) {
        int fitting = room(longest);
        if (fitting != room) {
            blocks.values().forEach(block -> layOut(block, fitting, used));
            room = fitting;
            closeViews();
        }
    }

    /** The tensors of {@code count} slots from {@code first} on, under the names of {@link ChunkGraph}. */
    KvCache.View view(int first, int count) throws OrtException {
        long key = (long) first << 32 | count;
        KvCache.View known = views.get(key);
        if (known == null) {
            known = makeView(first, count);
            views.put(key, known);
        }
        return known;
    }

    /** Gives slot {@code to} what slot {@code from} knows of its first {@code length} tokens. */
    void copy(int from, int to, int length) {
        for (ByteBuffer block : blocks.values()) {
            for (int head = 0; head < config.heads(); head++) {
                block.put(at(to, head, room), block, at(from, head, room), length * rowBytes());
            }
        }
    }

    @Override
    public void close() {
        closeViews();
    }

    private void closeViews() {
        views.values().forEach(view -> view.past().values().forEach(OnnxTensor::close));
        views.clear();
    }

    /** Moves outward from the last and inward from the first, so that nothing is overwritten before it has moved. */
    private void layOut(ByteBuffer block, int fitting, int used) {
        int parts = used * config.heads();
        int bytes = Math.min(room, fitting) * rowBytes();
        for (int i = 0; i < parts; i++) {
            int part = fitting > room ? parts - 1 - i : i;
            block.put(at(0, part, fitting), block, at(0, part, room), bytes);
        }
    }

    private KvCache.View makeView(int first, int count) throws OrtException {
        if (first + count > slots) {
            throw new IllegalArgumentException("slots " + first + " to " + (first + count - 1) + " of " + slots);
        }
        var past = new HashMap<String, OnnxTensor>();
        var present = new HashMap<String, OnnxTensor>();
        for (var block : blocks.entrySet()) {
            ByteBuffer part = block.getValue()
                    .slice(at(first, 0, room), at(count, 0, room))
                    .order(ByteOrder.nativeOrder());
            OnnxTensor tensor =
                    runtime.tensor(part, type.javaType(), count, config.heads(), room, config.paddedHeadWidth());
            past.put(ChunkGraph.first(block.getKey()), tensor);
            present.put(ChunkGraph.last(block.getKey()), tensor);
        }
        return new KvCache.View(Map.copyOf(past), Map.copyOf(present));
    }

    private int at(int slot, int head, int inRoom) {
        return (slot * config.heads() + head) * inRoom * rowBytes();
    }

    private int rowBytes() {
        return config.paddedHeadWidth() * type.bytes();
    }

    private static int room(int length) {
        return (length + ROOM_STEP - 1) / ROOM_STEP * ROOM_STEP;
    }
}
