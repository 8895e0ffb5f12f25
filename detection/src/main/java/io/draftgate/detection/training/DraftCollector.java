package io.draftgate.detection.training;

import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Lets an engine continue human passages, over a grid of sampling settings and lengths, and keeps what it wrote: machine
 * text whose origin is certain. Confined to one thread.
 */
public final class DraftCollector {

    private static final List<Decoding> DECODINGS = Decoding.grid(
            List.of(0.7, 0.8, 0.9, 1.0),
            List.of(
                    Decoding.truncation(40, 1),
                    Decoding.truncation(100, 0.95),
                    Decoding.truncation(0, 0.9),
                    Decoding.truncation(0, 0.95),
                    Decoding.truncation(0, 1)),
            List.of(1.0, 1.0, 1.2));

    private static final int[] PROMPT_TOKENS = {0, 4, 8, 16, 32};
    private static final int[] DRAFT_TOKENS = {30, 45, 65, 90, 130, 190};

    private final String modelName;
    private final DraftWriter writer;
    private final Random random;

    private record Pending(LabelledText prompt, Decoding decoding, CompletableFuture<String> text) {}

    /**
     * A collector.
     *
     * @param engine that runs the model
     * @param seed of the choice of settings and of the drafts
     */
    public DraftCollector(Gpt2 model, Engine engine, long seed) {
        this.modelName = model.name();
        this.writer = new DraftWriter(model, engine);
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
        List<Pending> pending = prompts.stream().map(this::submit).toList();
        Steps steps = new Steps(progress, "Writing drafts", pending.size());
        List<LabelledText> drafts = new ArrayList<>();
        for (Pending draft : pending) {
            String text = DraftWriter.await(draft.text());
            if (!text.isBlank()) {
                drafts.add(label(draft, text));
            }
            steps.step();
        }
        return drafts;
    }

    private Pending submit(LabelledText prompt) {
        Decoding decoding = DECODINGS.get(random.nextInt(DECODINGS.size()));
        int maxTokens = DRAFT_TOKENS[random.nextInt(DRAFT_TOKENS.length)];
        int promptTokens = PROMPT_TOKENS[random.nextInt(PROMPT_TOKENS.length)];
        return new Pending(
                prompt,
                decoding,
                writer.write(prompt.text(), promptTokens, decoding.parameters(maxTokens, random.nextLong())));
    }

    private LabelledText label(Pending draft, String text) {
        return new LabelledText(
                text,
                true,
                modelName,
                draft.prompt().domain(),
                draft.decoding().toString(),
                LabelledText.OWN_SOURCE + ":" + modelName,
                draft.prompt().group());
    }
}
