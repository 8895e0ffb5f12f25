package io.draftgate.gpt2.profile;

import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.Precision;

/**
 * What an engine needs beside Java itself, told from the shape alone. Immutable.
 *
 * @param weightBytes once for the engine: what it multiplies by, as ONNX Runtime packs it, and what it is packed from
 * @param bytesPerSlot for each sequence that is written at the same time: its KV-cache at full context, and the distributions
 *     over the vocabulary
 */
public record MemoryEstimate(Precision precision, long weightBytes, long bytesPerSlot) {
    /** Logits, log-probabilities, probabilities and entropy terms, and the host's copy of two of them. */
    private static final int DISTRIBUTIONS = 6;

    /** Of most processors; with smaller blocks there are more scales. */
    private static final int BLOCK = 32;

    /** What a model of this shape needs with one back end on the CPU. */
    public static MemoryEstimate of(Gpt2Config config, Precision precision) {
        long embeddings = ((long) config.vocabularySize() + config.contextLength()) * config.width();
        long head = (long) config.vocabularySize() * config.width();
        long layers = config.parameters() - embeddings - (config.tiedHead() ? 0 : head);
        long distributions = (long) DISTRIBUTIONS * config.vocabularySize() * Float.BYTES;
        long packed = 2 * (layers + head);
        return new MemoryEstimate(
                precision,
                switch (precision) {
                    case F32 -> (packed + embeddings) * Float.BYTES;
                    case INT8 -> packed + embeddings * Float.BYTES;
                    case INT4 ->
                        layers + 2 * head + (layers + head) / BLOCK * 2 * Float.BYTES + embeddings * Float.BYTES;
                },
                config.kvCacheBytesPerSlot() + distributions);
    }
}
