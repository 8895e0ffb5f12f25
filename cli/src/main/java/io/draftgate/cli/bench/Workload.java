package io.draftgate.cli.bench;

import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.model.Gpt2;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What is read and written in one repetition. Immutable.
 * A value outside its range throws an {@link InvalidFieldException}.
 *
 * @param batch sequences at the same time, 1 to {@value GenerationRequest#MAX_COMPLETIONS}
 * @param promptTokens of each prompt, at least 1
 * @param newTokens that each sequence writes, at least 2: the first is part of reading the prompt
 */
record Workload(int batch, int promptTokens, int newTokens) {

    /** As the bundled pipeline draws by default; greedy would be faster and nobody's use. */
    private static final int TOP_K = 40;

    Workload {
        require(
                batch >= 1 && batch <= GenerationRequest.MAX_COMPLETIONS,
                "batch",
                batch,
                "1 to " + GenerationRequest.MAX_COMPLETIONS + ", e.g. 1,8,32");
        require(promptTokens >= 1, "promptTokens", promptTokens, "at least 1, e.g. 128");
        require(newTokens >= 2, "newTokens", newTokens, "at least 2, e.g. 128");
    }

    /** Refuses what the model's context has no room for. */
    void requireRoom(Gpt2 model) {
        int context = model.config().contextLength();
        require(
                promptTokens < context - 1,
                "promptTokens",
                promptTokens,
                "1 to " + (context - 2) + ": the context holds " + context + " tokens");
        require(
                newTokens <= context - promptTokens,
                "newTokens",
                newTokens,
                "2 to " + (context - promptTokens) + ": the prompt takes " + promptTokens + " of the context's "
                        + context + " tokens");
    }

    /** As many prompts as the batch has room for, no two alike, each of which asks for a single token. */
    List<GenerationRequest> reading(Gpt2 model, int repetition) {
        return IntStream.range(0, batch)
                .mapToObj(i -> request("read-" + i, model, repetition * (long) batch + i, 1, 1))
                .toList();
    }

    /** One prompt from which all sequences of the batch go on, each with draws of its own. */
    GenerationRequest writing(Gpt2 model, int repetition) {
        return request("write", model, repetition, batch, newTokens);
    }

    private GenerationRequest request(String id, Gpt2 model, long seed, int completions, int maxTokens) {
        int endOfText = model.tokenizer().endOfText();
        List<Integer> prompt = new SplittableRandom(seed)
                .ints(0, model.config().vocabularySize())
                .filter(token -> token != endOfText)
                .limit(promptTokens)
                .boxed()
                .toList();
        return new GenerationRequest(
                id, prompt, new SamplingParameters(1, TOP_K, 1, List.of(), maxTokens, seed), completions, false);
    }

    private static void require(boolean valid, String field, int value, String expectation) {
        if (!valid) {
            throw new InvalidFieldException(field, value, expectation);
        }
    }
}
