package io.draftgate.detector;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Writes a completion that the bundled detector recognises. */
final class StorybookCompletion {
    private StorybookCompletion() {}

    static Completion write(Gpt2 model) {
        CompletableFuture<Completion> completion = new CompletableFuture<>();
        try (Engine engine = Engine.start(model, new EngineOptions(1, 1))) {
            engine.submit(
                    GenerationRequest.of(
                            "draft",
                            Arrays.stream(model.tokenizer().encode("Once upon a time there was"))
                                    .boxed()
                                    .toList(),
                            new SamplingParameters(0.7, 40, 1, List.of(), 200, 7)),
                    new GenerationListener() {
                        @Override
                        public void completed(Generation generation) {
                            completion.complete(generation.completions().get(0));
                        }

                        @Override
                        public void failed(String id, String reason) {
                            completion.completeExceptionally(new AssertionError(reason));
                        }
                    });
            return completion.join();
        }
    }
}
