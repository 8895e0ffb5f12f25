package io.draftgate.gpt2.forward;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.graph.CacheType;
import io.draftgate.gpt2.graph.ChunkGraph;
import io.draftgate.gpt2.runtime.OnnxRuntime;
import io.draftgate.gpt2.sampling.Philox;
import io.draftgate.gpt2.weights.Weights;
import java.util.List;

/**
 * Runs chunks over the sequences in the slots of a {@link ChunkCache}: prompts are read whole, several beside each other, and
 * each run draws its tokens itself. Confined to the thread of its owner.
 */
public final class ChunkPass implements AutoCloseable {
    private final OnnxRuntime runtime;
    private final ChunkCache cache;
    private final int vocabularySize;

    private ChunkPass(OnnxRuntime runtime, ChunkCache cache, int vocabularySize) {
        this.runtime = runtime;
        this.cache = cache;
        this.vocabularySize = vocabularySize;
    }

    /**
     * Starts a session of its own.
     *
     * @param weights for the precision of the options
     */
    public static ChunkPass open(Gpt2Config config, Weights weights, EngineOptions options) {
        return open(config, weights, options, CacheType.on(options.device()));
    }

    static ChunkPass open(Gpt2Config config, Weights weights, EngineOptions options, CacheType cacheType) {
        var runtime = OnnxRuntime.open(
                ChunkGraph.build(config, options.precision(), cacheType, weights),
                weights,
                options.threads(),
                options.device());
        try {
            return new ChunkPass(
                    runtime, ChunkCache.allocate(config, runtime, cacheType, options.slots()), config.vocabularySize());
        } catch (RuntimeException | Error e) {
            runtime.close();
            throw e;
        }
    }

    public String runtimeVersion() {
        return runtime.version();
    }

    /**
     * Makes room for sequences of a length.
     *
     * @param longest any sequence will have after the next run
     * @param used slots that hold anything
     */
    public void fit(int longest, int used) {
        cache.fit(longest, used);
    }

    /**
     * A token to draw.
     *
     * @param after which of the sequences of the run
     * @param parameters that it is drawn by
     * @param completion of the request
     * @param position in the completion
     */
    public record Draw(int after, SamplingParameters parameters, int completion, int position) {}

    /**
     * A sequence that is written on.
     *
     * @param lastToken drawn, and not in the cache yet
     * @param cachedTokens before it
     */
    public record Written(int lastToken, int cachedTokens) {}

    /**
     * Reads prompts and draws the first token after some of them.
     *
     * @param firstSlot of the neighbouring slots that they are read into
     */
    public Draws read(int firstSlot, List<int[]> prompts, List<Draw> drawing) throws OrtException {
        int longest = prompts.stream().mapToInt(prompt -> prompt.length).max().orElseThrow();
        try (var tensors = new ChunkTensors(runtime, prompts.size(), longest, drawing.size(), 1)) {
            for (int i = 0; i < prompts.size(); i++) {
                int[] prompt = prompts.get(i);
                for (int t = 0; t < longest; t++) {
                    // What stands behind a shorter prompt is overwritten by what is drawn for it.
                    tensors.token(i * longest + t, t < prompt.length ? prompt[t] : 0, t);
                }
                tensors.length(i, prompt.length);
            }
            tensors.longest(longest);
            for (int row = 0; row < drawing.size(); row++) {
                int read = drawing.get(row).after();
                tensors.ask(row, read * longest + prompts.get(read).length - 1);
            }
            return run(tensors, drawing, 1, firstSlot, prompts.size());
        }
    }

    /**
     * Writes on all sequences of the first slots.
     *
     * @param sequences one in each slot, in the order of the slots
     * @param drawing the next token of each of them
     * @param steps tokens to draw for each
     */
    public Draws write(List<Written> sequences, List<Draw> drawing, int steps) throws OrtException {
        int batch = sequences.size();
        try (var tensors = new ChunkTensors(runtime, batch, 1, batch, steps)) {
            int longest = 0;
            for (int i = 0; i < batch; i++) {
                Written sequence = sequences.get(i);
                int length = sequence.cachedTokens() + 1;
                tensors.token(i, sequence.lastToken(), length - 1);
                tensors.length(i, length);
                tensors.ask(i, i);
                longest = Math.max(longest, length);
            }
            tensors.longest(longest);
            return run(tensors, drawing, steps, 0, batch);
        }
    }

    /** Gives slot {@code to} the first {@code length} tokens of slot {@code from}. */
    public void copy(int from, int to, int length) {
        cache.copy(from, to, length);
    }

    @Override
    public void close() {
        cache.close();
        runtime.close();
    }

    private Draws run(ChunkTensors tensors, List<Draw> drawing, int steps, int firstSlot, int slots)
            throws OrtException {
        for (int row = 0; row < drawing.size(); row++) {
            Draw draw = drawing.get(row);
            tensors.draw(row, draw.parameters().shaping(), vocabularySize);
            for (int step = 0; step < steps; step++) {
                long seed = draw.parameters().seed();
                tensors.uniform(step, row, Philox.uniform(seed, draw.completion(), draw.position() + step));
            }
        }
        try (OrtSession.Result result = tensors.run(cache.view(firstSlot, slots))) {
            return new Draws(result, drawing.size());
        }
    }
}
