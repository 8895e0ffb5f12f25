package io.draftgate.index;

import java.util.List;

/**
 * Which model wrote a draft, and how. Immutable.
 *
 * @param model folder name of the model
 * @param modelDigest {@code sha256:<hex>} of the model
 * @param tokenizerDigest {@code sha256:<hex>} of the vocabulary
 * @param engine engine, version, provider and precision
 * @param seed of the random numbers
 * @param temperature at least 0; 0 is greedy
 * @param topK 0 is off
 * @param topP in (0, 1]; 1 is off
 * @param maxTokens completion tokens at most
 * @param stop strings that end the text
 * @param promptTokens tokens that the model was given
 * @param tokens tokens that it wrote
 * @param finishReason why it ended
 */
public record Writing(
        String model,
        String modelDigest,
        String tokenizerDigest,
        String engine,
        long seed,
        double temperature,
        int topK,
        double topP,
        int maxTokens,
        List<String> stop,
        int promptTokens,
        int tokens,
        String finishReason) {
    public Writing {
        stop = List.copyOf(stop);
    }
}
