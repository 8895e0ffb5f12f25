package io.draftgate.gpt2.safetensors;

import java.util.Arrays;
import java.util.Optional;

/** The floating-point numbers that become weights; a tensor of another type has none of these. */
public enum ElementType {
    F32(4),
    F16(2),
    BF16(2);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    static Optional<ElementType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
