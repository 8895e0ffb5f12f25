package io.draftgate.gpt2.tokenizer;

import java.util.Arrays;
import java.util.List;

/** Grows, without boxes. Confined to its owner. */
public final class IntList {
    private int[] values;
    private int size;

    public IntList(int capacity) {
        values = new int[Math.max(1, capacity)];
    }

    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    public void addAll(int[] more) {
        if (size + more.length > values.length) {
            values = Arrays.copyOf(values, Math.max(2 * size, size + more.length));
        }
        System.arraycopy(more, 0, values, size, more.length);
        size += more.length;
    }

    public int get(int index) {
        return values[index];
    }

    public int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }

    public List<Integer> toList() {
        return Arrays.stream(values, 0, size).boxed().toList();
    }
}
