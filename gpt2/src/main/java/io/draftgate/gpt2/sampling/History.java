package io.draftgate.gpt2.sampling;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/** Which tokens a prompt and the completion so far hold, and how often the completion holds each. Confined to one thread. */
public final class History {
    /** Of each token that was seen: how often in the completion. */
    private final Map<Integer, Integer> counts = new HashMap<>();

    /** Before the first token of a completion. */
    public static History of(int[] promptTokenIds) {
        var history = new History();
        for (int id : promptTokenIds) {
            history.counts.putIfAbsent(id, 0);
        }
        return history;
    }

    /** Nothing was read or written. */
    public static History none() {
        return new History();
    }

    private History() {}

    /** Takes note of a token of the completion. */
    public void add(int id) {
        counts.merge(id, 1, Integer::sum);
    }

    void forEach(IntConsumer seen) {
        counts.keySet().forEach(seen::accept);
    }

    boolean contains(int id) {
        return counts.containsKey(id);
    }

    int inCompletion(int id) {
        return counts.getOrDefault(id, 0);
    }
}
