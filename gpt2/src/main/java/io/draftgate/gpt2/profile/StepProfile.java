package io.draftgate.gpt2.profile;

import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.model.Gpt2;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where the time of one decode step goes. Immutable.
 *
 * @param batch sequences that the step writes on
 * @param steps that were looked at
 * @param step mean of a step while nobody looks
 * @param watched mean of a step under ONNX Runtime's profiler, which takes time of its own for every node
 * @param parts what the watched step is made of; a part that does not occur is not in it
 */
public record StepProfile(
        int batch, Precision precision, int steps, Duration step, Duration watched, Map<Part, Duration> parts) {

    /** A kind of work in a step. */
    public enum Part {
        /** The four products of each layer. */
        MATRICES("matrices in the layers"),
        /** The product that is as wide as the vocabulary. */
        HEAD("output matrix"),
        /** Reading the KV-cache and adding to it. */
        ATTENTION("attention"),
        /** The scale of each row, and what is rounded by it. */
        QUANTISING("scales and rounding of rows"),
        /** Normalisation, non-linearity, sums. */
        NORMALISATION("normalisation, GELU, sums"),
        /** Log-probabilities and entropies of the vocabulary. */
        DISTRIBUTION("log-probabilities and entropies"),
        /** Nodes that only move or rename numbers. */
        COPIES("copies and shapes"),
        /** What a run takes beside its nodes: ONNX Runtime between them, its profiler, JNI. */
        BETWEEN("between the nodes, and JNI"),
        /** Reading the answers and drawing tokens, in Java. */
        SAMPLING("sampling");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        /** How people call it. */
        public String title() {
            return title;
        }
    }

    public StepProfile {
        parts = new EnumMap<>(parts);
    }

    @Override
    public Map<Part, Duration> parts() {
        return Map.copyOf(parts);
    }

    /** The time of a part, zero if it does not occur. */
    public Duration of(Part part) {
        return parts.getOrDefault(part, Duration.ZERO);
    }

    /**
     * Writes tokens twice, unwatched and watched.
     *
     * @param options as many sequences are written as it has slots
     * @param promptTokens that each sequence holds at first
     * @param steps to look at, after as many to warm up
     * @throws InvalidFieldException if the context has no room for so many tokens
     */
    public static StepProfile measure(Gpt2 model, EngineOptions options, int promptTokens, int steps) {
        int most = model.config().contextLength() - promptTokens;
        if (promptTokens < 1 || steps < 1 || steps > most) {
            throw new InvalidFieldException(
                    "newTokens",
                    steps,
                    "1 to " + Math.max(1, most) + " beside a prompt of " + promptTokens + " in a context of "
                            + model.config().contextLength());
        }
        return new StepProfiler(model, options, promptTokens, steps).measure();
    }
}
