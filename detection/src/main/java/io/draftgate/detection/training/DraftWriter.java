package io.draftgate.detection.training;

import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Lets an engine go on from the beginnings of human texts. Confined to one thread. */
final class DraftWriter {

    private final Gpt2 model;
    private final Engine engine;
    private int drafts;

    DraftWriter(Gpt2 model, Engine engine) {
        this.model = model;
        this.engine = engine;
    }

    /**
     * Asks for a draft.
     *
     * @param promptTokens how many tokens of the prompt the model sees; 0 asks for an unconditional text
     * @return the text, perhaps blank
     */
    CompletableFuture<String> write(String prompt, int promptTokens, SamplingParameters parameters) {
        CompletableFuture<String> draft = new CompletableFuture<>();
        String id = "draft-" + drafts++;
        engine.submit(GenerationRequest.of(id, beginning(prompt, promptTokens), parameters), new GenerationListener() {
            @Override
            public void completed(Generation generation) {
                draft.complete(generation.completions().get(0).text());
            }

            @Override
            public void failed(String failedId, String reason) {
                draft.completeExceptionally(new IllegalStateException(failedId + ": " + reason));
            }
        });
        return draft;
    }

    /** Waits for a draft. */
    static String await(CompletableFuture<String> draft) throws InterruptedException {
        try {
            return draft.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a draft was not written: " + e.getMessage(), e);
        }
    }

    private List<Integer> beginning(String text, int tokens) {
        BytePairEncoding tokenizer = model.tokenizer();
        int[] ids = tokenizer.encode(text);
        List<Integer> prompt = new ArrayList<>(List.of(tokenizer.endOfText()));
        for (int i = 0; i < Math.min(ids.length, tokens); i++) {
            prompt.add(ids[i]);
        }
        return prompt;
    }
}
