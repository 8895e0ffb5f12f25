package io.draftgate.gpt2.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor as the file holds it. Immutable: the bytes are only read.
 *
 * @param shape axes from the outermost
 * @param bytes direct, little-endian, where they lie in the file
 */
public record StoredTensor(List<Long> shape, ElementType type, ByteBuffer bytes) {

    public StoredTensor {
        shape = List.copyOf(shape);
    }

    /**
     * The numbers as 32-bit floats: direct, in native order, aligned. F32 is used where it lies; F16 and BF16 are converted, which
     * is exact and takes new memory at every call.
     */
    public ByteBuffer floats() {
        ByteBuffer raw = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return isFloats() ? raw : FloatWidening.widen(raw, type);
    }

    /** Whether the numbers can be used where they lie. */
    public boolean isFloats() {
        return type == ElementType.F32
                && bytes.alignmentOffset(0, Float.BYTES) == 0
                && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    }
}
