package io.draftgate.gpt2.task;

import java.util.List;

/**
 * What a request gets that names no value of its own; the meanings are those of {@link io.draftgate.gpt2.SamplingParameters}.
 *
 * @param maxTokens at most; less if the context has less room
 */
public record TaskDefaults(double temperature, int topK, double topP, List<String> stop, int maxTokens) {

    public TaskDefaults {
        stop = List.copyOf(stop);
    }

    /** As the released samples were drawn: temperature 1, the 40 likeliest tokens. */
    static TaskDefaults sampled(int maxTokens) {
        return new TaskDefaults(1, 40, 1, List.of(), maxTokens);
    }

    /** One line of the likeliest tokens. */
    static TaskDefaults greedyLine(int maxTokens) {
        return new TaskDefaults(0, 0, 1, List.of("\n"), maxTokens);
    }
}
