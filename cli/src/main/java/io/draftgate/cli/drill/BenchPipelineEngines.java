package io.draftgate.cli.drill;

import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Planned;
import io.draftgate.gpt2.task.PromptPlanner;
import io.draftgate.gpt2.task.PromptSettings;
import io.draftgate.gpt2.task.SamplingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * The engines of a pipeline's workers without a pipeline: the same prompts, in this process. Immutable.
 *
 * @param options of each engine
 * @param count how many work at the same time
 * @param maxTokens of each draft
 */
record BenchPipelineEngines(Gpt2 model, EngineOptions options, int count, int maxTokens) {
    /** Writes drafts for so many prompts, the first of which only warm the engines up; answers tokens a second. */
    double tokensPerSecond(int prompts) throws InterruptedException {
        List<Engine> engines = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                engines.add(Engine.start(model, options));
            }
            int warmUp = count * options.slots();
            write(engines, 0, warmUp);
            long began = System.nanoTime();
            long tokens = write(engines, warmUp, prompts);
            return tokens * 1e9 / (System.nanoTime() - began);
        } finally {
            engines.forEach(Engine::close);
        }
    }

    private long write(List<Engine> engines, int first, int prompts) throws InterruptedException {
        PromptPlanner planner = new PromptPlanner(model);
        List<GenerationRequest> requests = IntStream.range(first, first + prompts)
                .mapToObj(number -> request(planner, number))
                .toList();
        CountDownLatch missing = new CountDownLatch(prompts);
        LongAdder tokens = new LongAdder();
        GenerationListener listener = new GenerationListener() {
            @Override
            public void completed(Generation generation) {
                generation
                        .completions()
                        .forEach(completion -> tokens.add(completion.tokenIds().size()));
                missing.countDown();
            }

            @Override
            public void failed(String id, String reason) {
                missing.countDown();
            }
        };
        for (int i = 0; i < prompts; i++) {
            engines.get(i % count).submit(requests.get(i), listener);
        }
        missing.await();
        return tokens.sum();
    }

    private GenerationRequest request(PromptPlanner planner, int number) {
        PromptSettings settings = PromptSettings.ofPrompt(PromptFeed.text(number))
                .with(new SamplingSettings(
                        maxTokens, null, null, null, null, null, null, null, null, null, null, null, null, null, null));
        if (planner.plan(settings, PromptFeed.key(number)) instanceof Planned.Ready ready) {
            return ready.request("p" + number, false);
        }
        throw new IllegalStateException("the model cannot serve prompt " + number);
    }
}
