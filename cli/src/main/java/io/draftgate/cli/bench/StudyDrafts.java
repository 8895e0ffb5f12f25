package io.draftgate.cli.bench;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.Shaping;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.replay.Claim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Drafts of many settings, seeds and prompts, written by a real engine. Confined to one thread. */
final class StudyDrafts {
    /** The settings that the pipeline's tasks use, and their neighbours. */
    private static final List<Shaping> SHAPINGS = List.of(
            Shaping.of(1, 0, 1),
            Shaping.of(1, 40, 1),
            Shaping.of(0.7, 0, 1),
            Shaping.of(1, 0, 0.9),
            Shaping.of(0.8, 40, 1),
            Shaping.of(0.9, 0, 0.95),
            Shaping.of(0.7, 20, 0.9),
            Shaping.of(1.2, 100, 0.9));

    private static final List<String> PROMPTS = List.of(
            "Once upon a time",
            "The old mill stood at the end of the lane",
            "\"If you open that gate,\" said the goose",
            "In the morning the captain",
            "There was no wind, and",
            "My grandmother used to say that");

    private final Gpt2 model;
    private final int tokens;
    private long written;

    /** @param tokens of each draft, unless it ends by itself */
    StudyDrafts(Gpt2 model, int tokens) {
        this.model = model;
        this.tokens = tokens;
    }

    /** The next drafts, all written at the same time; only those that have as many tokens as asked for. */
    List<Claim> write(Engine engine, int count) throws ExecutionException, InterruptedException {
        List<SamplingParameters> settings = new ArrayList<>();
        List<List<Integer>> prompts = new ArrayList<>();
        List<PendingGeneration> pending = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SamplingParameters parameters = parameters(written);
            List<Integer> prompt = prompt(written);
            settings.add(parameters);
            prompts.add(prompt);
            pending.add(PendingGeneration.submit(engine, GenerationRequest.of("study-" + written, prompt, parameters)));
            written++;
        }
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Generation generation = pending.get(i).get();
            for (Completion completion : generation.completions()) {
                if (completion.tokenIds().size() == tokens) {
                    claims.add(claim(completion, prompts.get(i), settings.get(i)));
                }
            }
        }
        return claims;
    }

    private SamplingParameters parameters(long number) {
        Shaping shaping = SHAPINGS.get((int) (number % SHAPINGS.size()));
        return new SamplingParameters(
                shaping.temperature(), shaping.topK(), shaping.topP(), List.of(), tokens, 1_000_003 * number);
    }

    private List<Integer> prompt(long number) {
        String text = PROMPTS.get((int) (number / SHAPINGS.size() % PROMPTS.size()));
        return Arrays.stream(model.tokenizer().encode(text)).boxed().toList();
    }

    private static Claim claim(Completion completion, List<Integer> prompt, SamplingParameters parameters) {
        return new Claim(
                prompt,
                completion.index(),
                completion.tokenIds(),
                completion.text(),
                completion.finishReason(),
                parameters,
                completion.trace());
    }
}
