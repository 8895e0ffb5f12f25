package io.draftgate.gpt2.safetensors;

import java.util.List;

/**
 * Where a tensor lies. Immutable.
 *
 * @param elementType as the file spells it, e.g. {@code F16}
 * @param shape axes from the outermost; empty for a single number
 * @param begin first byte, counted from the end of the header
 * @param end byte after the last
 */
public record TensorEntry(String name, String elementType, List<Long> shape, long begin, long end) {

    public TensorEntry {
        shape = List.copyOf(shape);
    }
}
