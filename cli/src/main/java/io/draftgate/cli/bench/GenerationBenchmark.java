package io.draftgate.cli.bench;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;

/**
 * Measures one engine with one batch. Reading and writing are measured apart, because an engine that does both at once shows the
 * speed of neither: first every prompt is read, each for the sake of one token; then all sequences go on from one prompt, in
 * step. Confined to one thread.
 */
final class GenerationBenchmark {

    /** Called after every repetition. */
    interface Progress {
        void repetitionDone();
    }

    /**
     * What was measured.
     *
     * @param prefill tokens of all prompts per second, until the first token of the last one is drawn
     * @param decode tokens of all sequences per second, from their first to their last
     * @param peakRssBytes largest resident memory of the process meanwhile, where the system tells
     */
    record Run(int batch, Precision precision, Spread prefill, Spread decode, OptionalLong peakRssBytes) {}

    private static final double NANOS_PER_SECOND = 1e9;

    private final Gpt2 model;
    private final Workload workload;
    private final EngineOptions options;
    private final Progress progress;

    /** @param options of an engine with a slot for each sequence of the batch */
    GenerationBenchmark(Gpt2 model, Workload workload, EngineOptions options, Progress progress) {
        this.model = model;
        this.workload = workload;
        this.options = options;
        this.progress = progress;
    }

    /** One repetition to warm up, then those that count. */
    Run run(int repetitions) throws ExecutionException, InterruptedException {
        PeakMemory memory = PeakMemory.begin();
        List<Double> prefills = new ArrayList<>();
        List<Double> decodes = new ArrayList<>();
        try (Engine engine = Engine.start(model, options)) {
            for (int repetition = 0; repetition <= repetitions; repetition++) {
                double prefill = prefillTokensPerSecond(engine, repetition);
                double decode = decodeTokensPerSecond(engine, repetition);
                if (repetition > 0) {
                    prefills.add(prefill);
                    decodes.add(decode);
                }
                progress.repetitionDone();
            }
        }
        return new Run(
                workload.batch(), options.precision(), Spread.of(prefills), Spread.of(decodes), memory.peakBytes());
    }

    private double prefillTokensPerSecond(Engine engine, int repetition)
            throws ExecutionException, InterruptedException {
        List<GenerationRequest> requests = workload.reading(model, repetition);
        long began = System.nanoTime();
        List<PendingGeneration> pending = requests.stream()
                .map(request -> PendingGeneration.submit(engine, request))
                .toList();
        for (PendingGeneration generation : pending) {
            generation.get();
        }
        return workload.batch() * workload.promptTokens() * NANOS_PER_SECOND / (System.nanoTime() - began);
    }

    private double decodeTokensPerSecond(Engine engine, int repetition)
            throws ExecutionException, InterruptedException {
        Generation generation = PendingGeneration.submit(engine, workload.writing(model, repetition))
                .get();
        // The first token of each is drawn from what reading the prompt gave. One that met the end of text wrote fewer.
        long tokens = generation.completions().stream()
                .map(Completion::tokenIds)
                .mapToLong(List::size)
                .map(written -> written - 1)
                .sum();
        return tokens * NANOS_PER_SECOND / generation.decode().toNanos();
    }
}
