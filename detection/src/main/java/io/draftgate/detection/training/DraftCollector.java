package io.draftgate.detection.training;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Engine;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.Gpt2;
import io.draftgate.gpt2.SamplingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Lets an engine continue human passages, over a grid of sampling settings and lengths, and keeps what it wrote: machine
 * text whose origin is certain. Confined to one thread.
 */
public final class DraftCollector {

    private static final double[] TEMPERATURES = {0.7, 0.8, 0.9, 1.0};
    private static final List<Truncation> TRUNCATIONS = List.of(
            new Truncation(40, 1),
            new Truncation(100, 0.95),
            new Truncation(0, 0.9),
            new Truncation(0, 0.95),
            new Truncation(0, 1));
    private static final int[] PROMPT_TOKENS = {0, 4, 8, 16, 32};
    private static final int[] DRAFT_TOKENS = {30, 45, 65, 90, 130, 190};

    private final Gpt2 model;
    private final Engine engine;
    private final Random random;

    private record Truncation(int topK, double topP) {}

    /**
     * A collector.
     *
     * @param engine that runs the model
     * @param seed of the choice of settings and of the drafts
     */
    public DraftCollector(Gpt2 model, Engine engine, long seed) {
        this.model = model;
        this.engine = engine;
        this.random = new Random(seed);
    }

    /**
     * Writes drafts and waits for them.
     *
     * @param prompts human texts, one a draft; a draft belongs to the group of its prompt
     * @return as many machine texts, less those that came out empty
     * @throws InterruptedException if the thread is interrupted; what is not yet written is left to the engine's closing
     */
    public List<LabelledText> collect(List<LabelledText> prompts, TrainingProgress progress)
            throws InterruptedException {
        List<CompletableFuture<LabelledText>> pending = new ArrayList<>();
        for (LabelledText prompt : prompts) {
            pending.add(submit("draft-" + pending.size(), prompt));
        }
        Steps steps = new Steps(progress, "Writing drafts", pending.size());
        List<LabelledText> drafts = new ArrayList<>();
        for (CompletableFuture<LabelledText> draft : pending) {
            LabelledText text = await(draft);
            if (!text.text().isBlank()) {
                drafts.add(text);
            }
            steps.step();
        }
        return drafts;
    }

    private static LabelledText await(CompletableFuture<LabelledText> draft) throws InterruptedException {
        try {
            return draft.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a draft was not written: " + e.getMessage(), e);
        }
    }

    private CompletableFuture<LabelledText> submit(String id, LabelledText prompt) {
        double temperature = TEMPERATURES[random.nextInt(TEMPERATURES.length)];
        Truncation truncation = TRUNCATIONS.get(random.nextInt(TRUNCATIONS.size()));
        SamplingParameters parameters = new SamplingParameters(
                temperature,
                truncation.topK(),
                truncation.topP(),
                List.of(),
                DRAFT_TOKENS[random.nextInt(DRAFT_TOKENS.length)],
                random.nextLong());
        CompletableFuture<LabelledText> draft = new CompletableFuture<>();
        engine.submit(GenerationRequest.of(id, beginning(prompt.text()), parameters), new GenerationListener() {
            @Override
            public void completed(Generation generation) {
                draft.complete(
                        label(prompt, parameters, generation.completions().get(0)));
            }

            @Override
            public void failed(String failedId, String reason) {
                draft.completeExceptionally(new IllegalStateException(failedId + ": " + reason));
            }
        });
        return draft;
    }

    private List<Integer> beginning(String text) {
        int[] ids = model.tokenizer().encode(text);
        int length = Math.min(ids.length, PROMPT_TOKENS[random.nextInt(PROMPT_TOKENS.length)]);
        List<Integer> prompt = new ArrayList<>(List.of(model.tokenizer().endOfText()));
        for (int i = 0; i < length; i++) {
            prompt.add(ids[i]);
        }
        return prompt;
    }

    private LabelledText label(LabelledText prompt, SamplingParameters parameters, Completion completion) {
        String decoding = String.format(
                Locale.ROOT,
                "temperature=%.1f top_k=%d top_p=%.2f",
                parameters.shaping().temperature(),
                parameters.shaping().topK(),
                parameters.shaping().topP());
        return new LabelledText(
                completion.text(),
                true,
                model.name(),
                prompt.domain(),
                decoding,
                LabelledText.OWN_SOURCE + ":" + model.name(),
                prompt.group());
    }
}
