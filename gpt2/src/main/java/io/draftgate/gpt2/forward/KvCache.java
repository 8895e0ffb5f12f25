package io.draftgate.gpt2.forward;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.graph.StepGraph;
import io.draftgate.gpt2.runtime.OnnxRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys and values of all slots, allocated once: per layer two blocks of float [slots, heads, context, headWidth]. The
 * session writes into them in place. Confined to the thread of its owner.
 */
final class KvCache implements AutoCloseable {
    /** The tensors of neighbouring slots, as inputs and as outputs: the same memory under both names. */
    record View(Map<String, OnnxTensor> past, Map<String, OnnxTensor> present) {}

    private final Gpt2Config config;
    private final OnnxRuntime runtime;
    private final Map<String, ByteBuffer> blocks;
    private final Map<Long, View> views = new HashMap<>();

    private KvCache(Gpt2Config config, OnnxRuntime runtime, Map<String, ByteBuffer> blocks) {
        this.config = config;
        this.runtime = runtime;
        this.blocks = blocks;
    }

    /**
     * Allocates the memory.
     *
     * @throws InvalidFieldException if it cannot be had
     */
    static KvCache allocate(Gpt2Config config, OnnxRuntime runtime, int slots) {
        return new KvCache(config, runtime, blocks(config, slots, slots * slotBytes(config)));
    }

    /**
     * Allocates the blocks of all layers, by the names of {@link StepGraph#past}.
     *
     * @throws InvalidFieldException if the memory cannot be had
     */
    static Map<String, ByteBuffer> blocks(Gpt2Config config, int slots, long blockBytes) {
        var blocks = new HashMap<String, ByteBuffer>();
        try {
            for (int i = 0; i < config.layers(); i++) {
                for (String part : StepGraph.CACHE_PARTS) {
                    var block = ByteBuffer.allocateDirect(Math.toIntExact(blockBytes));
                    blocks.put(StepGraph.past(part, i), block.order(ByteOrder.nativeOrder()));
                }
            }
        } catch (OutOfMemoryError | ArithmeticException e) {
            throw new InvalidFieldException(
                    "slots",
                    slots,
                    "fewer, or -XX:MaxDirectMemorySize above the "
                            + ((slots * config.kvCacheBytesPerSlot()) >> 20)
                            + " MiB of KV-cache (less than 2 GiB a layer)");
        }
        return blocks;
    }

    /** The tensors of {@code count} slots from {@code first} on; made once. */
    View view(int first, int count) throws OrtException {
        long key = (long) first << 32 | count;
        View known = views.get(key);
        if (known == null) {
            known = makeView(first, count);
            views.put(key, known);
        }
        return known;
    }

    /** Gives slot {@code to} what slot {@code from} knows of its first {@code length} tokens. */
    void copy(int from, int to, int length) {
        int usedBytes = length * config.paddedHeadWidth() * Float.BYTES;
        for (ByteBuffer block : blocks.values()) {
            for (int head = 0; head < config.heads(); head++) {
                block.put(offset(to, head, 0), block, offset(from, head, 0), usedBytes);
            }
        }
    }

    /** Bytes of what a slot knows of so many tokens. */
    int keptBytes(int tokens) {
        return Math.toIntExact(2L * config.layers() * config.paddedWidth() * tokens * Float.BYTES);
    }

    /** Copies what a slot knows of tokens {@code begin} to {@code begin + count}. */
    void keep(int slot, int begin, int count, ByteBuffer into) {
        int rowsBytes = count * config.paddedHeadWidth() * Float.BYTES;
        int at = 0;
        for (ByteBuffer block : blocks.values()) {
            for (int head = 0; head < config.heads(); head++) {
                into.put(at, block, offset(slot, head, begin), rowsBytes);
                at += rowsBytes;
            }
        }
    }

    /** Gives a slot what {@link #keep} copied. */
    void restore(int slot, int begin, int count, ByteBuffer from) {
        int rowsBytes = count * config.paddedHeadWidth() * Float.BYTES;
        int at = 0;
        for (ByteBuffer block : blocks.values()) {
            for (int head = 0; head < config.heads(); head++) {
                block.put(offset(slot, head, begin), from, at, rowsBytes);
                at += rowsBytes;
            }
        }
    }

    private int offset(int slot, int head, int token) {
        long row = (long) (slot * config.heads() + head) * config.contextLength() + token;
        return Math.toIntExact(row * config.paddedHeadWidth() * Float.BYTES);
    }

    @Override
    public void close() {
        for (View view : views.values()) {
            view.past().values().forEach(OnnxTensor::close);
        }
    }

    private View makeView(int first, int count) throws OrtException {
        var past = new HashMap<String, OnnxTensor>();
        var present = new HashMap<String, OnnxTensor>();
        for (int i = 0; i < config.layers(); i++) {
            for (String part : StepGraph.CACHE_PARTS) {
                OnnxTensor tensor = tensor(StepGraph.past(part, i), first, count);
                past.put(StepGraph.past(part, i), tensor);
                present.put(StepGraph.present(part, i), tensor);
            }
        }
        return new View(Map.copyOf(past), Map.copyOf(present));
    }

    private OnnxTensor tensor(String block, int first, int count) throws OrtException {
        ByteBuffer whole = blocks.get(block);
        if (whole == null) {
            throw new IllegalArgumentException("no block " + block);
        }
        ByteBuffer part = whole.slice((int) (first * slotBytes(config)), (int) (count * slotBytes(config)))
                .order(ByteOrder.nativeOrder());
        return runtime.floats(part, count, config.heads(), config.contextLength(), config.paddedHeadWidth());
    }

    private static long slotBytes(Gpt2Config config) {
        return (long) config.paddedWidth() * config.contextLength() * Float.BYTES;
    }
}
