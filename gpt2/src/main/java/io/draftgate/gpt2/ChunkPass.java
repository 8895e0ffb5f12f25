package io.draftgate.gpt2;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.draftgate.gpt2.sampling.Philox;
import java.util.List;

/**
 * Runs chunks over the sequences in the slots of a {@link ChunkCache}: prompts are read whole, several beside each other, and
 * each run draws its tokens itself. Confined to the thread of its owner.
 */
final class ChunkPass implements AutoCloseable {
    private final OnnxRuntime runtime;
    private final ChunkCache cache;
    private final int vocabularySize;

    private ChunkPass(OnnxRuntime runtime, ChunkCache cache, int vocabularySize) {
        this.runtime = runtime;
        this.cache = cache;
        this.vocabularySize = vocabularySize;
    }

    /** Starts a session of its own. */
    static ChunkPass open(Gpt2 model, EngineOptions options) {
        return open(model, options, CacheType.on(options.device()));
    }

    static ChunkPass open(Gpt2 model, EngineOptions options, CacheType cacheType) {
        Weights weights = model.weights(options.precision());
        var runtime = OnnxRuntime.open(
                ChunkGraph.build(model.config(), options.precision(), cacheType, weights),
                weights,
                options.threads(),
                options.device());
        try {
            return new ChunkPass(
                    runtime,
                    ChunkCache.allocate(model.config(), runtime, cacheType, options.slots()),
                    model.config().vocabularySize());
        } catch (RuntimeException | Error e) {
            runtime.close();
            throw e;
        }
    }

    String runtimeVersion() {
        return runtime.version();
    }

    /**
     * Makes room for sequences of a length.
     *
     * @param longest any sequence will have after the next run
     * @param used slots that hold anything
     */
    void fit(int longest, int used) {
        cache.fit(longest, used);
    }

    /** Reads prompts and draws the first token of each sequence that goes on from one of them. */
    Draws read(Reading reading) throws OrtException {
        List<Sequence> prompts = reading.prompts();
        int longest = reading.longest();
        try (var tensors = new ChunkTensors(
                runtime, prompts.size(), longest, reading.drawing().size(), 1)) {
            for (int i = 0; i < prompts.size(); i++) {
                int[] prompt = prompts.get(i).job().prompt();
                for (int t = 0; t < longest; t++) {
                    // What stands behind a shorter prompt is overwritten by what is drawn for it.
                    tensors.token(i * longest + t, t < prompt.length ? prompt[t] : 0, t);
                }
                tensors.length(i, prompt.length);
            }
            tensors.longest(longest);
            for (int row = 0; row < reading.drawing().size(); row++) {
                tensors.ask(row, index(prompts, reading.drawing().get(row), longest));
            }
            return run(tensors, reading.drawing(), 1, prompts.get(0).slot(), prompts.size());
        }
    }

    /**
     * Writes on all sequences of the first slots.
     *
     * @param sequences one in each slot, in the order of the slots
     * @param steps tokens to draw for each
     */
    Draws write(List<Sequence> sequences, int steps) throws OrtException {
        int batch = sequences.size();
        try (var tensors = new ChunkTensors(runtime, batch, 1, batch, steps)) {
            int longest = 0;
            for (int i = 0; i < batch; i++) {
                Sequence sequence = sequences.get(i);
                int length = sequence.cachedTokens() + 1;
                tensors.token(i, sequence.lastToken(), length - 1);
                tensors.length(i, length);
                tensors.ask(i, i);
                longest = Math.max(longest, length);
            }
            tensors.longest(longest);
            return run(tensors, sequences, steps, 0, batch);
        }
    }

    /** Gives slot {@code to} the first {@code length} tokens of slot {@code from}. */
    void copy(int from, int to, int length) {
        cache.copy(from, to, length);
    }

    @Override
    public void close() {
        cache.close();
        runtime.close();
    }

    private Draws run(ChunkTensors tensors, List<Sequence> drawing, int steps, int firstSlot, int slots)
            throws OrtException {
        for (int row = 0; row < drawing.size(); row++) {
            Sequence sequence = drawing.get(row);
            SamplingParameters parameters = sequence.job().request().parameters();
            tensors.draw(row, parameters.shaping(), vocabularySize);
            for (int step = 0; step < steps; step++) {
                double uniform = Philox.uniform(parameters.seed(), sequence.index(), sequence.drawnTokens() + step);
                tensors.uniform(step, row, uniform);
            }
        }
        try (OrtSession.Result result = tensors.run(cache.view(firstSlot, slots))) {
            return new Draws(result, drawing.size());
        }
    }

    /** Of the last prompt token that a completion goes on from, among all tokens read. */
    private static int index(List<Sequence> reading, Sequence drawing, int longest) {
        for (int i = 0; i < reading.size(); i++) {
            if (reading.get(i).job() == drawing.job()) {
                return i * longest + drawing.job().prompt().length - 1;
            }
        }
        throw new IllegalArgumentException("a completion is drawn whose prompt is not read");
    }
}
