package io.draftgate.gpt2;

import java.util.List;

/**
 * One prompt for the engine. Immutable.
 * A value outside its range throws an {@link InvalidFieldException}.
 *
 * @param id names the request among those that the engine holds
 * @param promptTokenIds at least one token; the single {@code <|endoftext|>} asks for an unconditional text
 * @param completions how many completions to draw from the same prompt, 1 to {@value #MAX_COMPLETIONS}
 * @param alone whether the engine runs it with no other request in the batch
 * @param written what an engine of the same identity has written of the same request already
 * @param given of each completion all its tokens, which are then weighed instead of drawn: the trace says how likely the model
 *     finds them. Empty if all are drawn
 */
public record GenerationRequest(
        String id,
        List<Integer> promptTokenIds,
        SamplingParameters parameters,
        int completions,
        boolean alone,
        GenerationProgress written,
        List<List<Integer>> given) {
    /** All completions of a request are delivered together, so their number bounds what the engine keeps. */
    public static final int MAX_COMPLETIONS = 128;

    public GenerationRequest {
        if (id.isEmpty()) {
            throw new InvalidFieldException("id", "empty", "at least 1 character");
        }
        promptTokenIds = List.copyOf(promptTokenIds);
        if (promptTokenIds.isEmpty()) {
            throw new InvalidFieldException("promptTokenIds", "empty", "at least 1 token");
        }
        if (completions < 1 || completions > MAX_COMPLETIONS) {
            throw new InvalidFieldException("n", completions, "1 to " + MAX_COMPLETIONS);
        }
        given = given.stream().map(List::copyOf).toList();
        if (!given.isEmpty() && given.size() != completions) {
            throw new InvalidFieldException(
                    "given", "of " + given.size() + " completions", "one row of tokens for each of " + completions);
        }
        for (List<Integer> tokens : given) {
            if (tokens.isEmpty() || tokens.size() > parameters.maxTokens()) {
                throw new InvalidFieldException("given", tokens.size() + " tokens", "1 to " + parameters.maxTokens());
            }
        }
        for (GenerationProgress.Written completion : written.completions()) {
            if (completion.index() < 0 || completion.index() >= completions) {
                throw new InvalidFieldException(
                        "written", "of completion " + completion.index(), "0 to " + (completions - 1));
            }
        }
    }

    /** From the beginning. */
    public GenerationRequest(
            String id, List<Integer> promptTokenIds, SamplingParameters parameters, int completions, boolean alone) {
        this(id, promptTokenIds, parameters, completions, alone, GenerationProgress.NONE, List.of());
    }

    /** The same prompt, each completion of which consists of tokens that are given. */
    public GenerationRequest weighing(List<List<Integer>> tokens) {
        return new GenerationRequest(id, promptTokenIds, parameters, tokens.size(), alone, written, tokens);
    }

    /** The same request, to go on where its progress ends. */
    public GenerationRequest after(GenerationProgress progress) {
        return new GenerationRequest(id, promptTokenIds, parameters, completions, alone, progress, given);
    }

    /** One completion, free to share the batch. */
    public static GenerationRequest of(String id, List<Integer> promptTokenIds, SamplingParameters parameters) {
        return new GenerationRequest(id, promptTokenIds, parameters, 1, false);
    }
}
