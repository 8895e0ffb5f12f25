package io.draftgate.gpt2.task;

import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.Shaping;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes a request out of a text with a blank. Immutable and thread-safe. */
final class ClozePlanner {
    private final BytePairEncoding tokenizer;
    private final int contextLength;

    ClozePlanner(BytePairEncoding tokenizer, int contextLength) {
        this.tokenizer = tokenizer;
        this.contextLength = contextLength;
    }

    /**
     * What is to be weighed.
     *
     * @param field that holds the text
     * @throws InvalidFieldException if it cannot be
     */
    Planned.Ready plan(PromptSettings settings, String field, String text, long seed) {
        requireNothingDrawn(settings);
        Cloze cloze = Cloze.of(field, text, settings.choices());
        // What cannot fit even in the longest tokens need not be encoded once for each choice.
        if (cloze.rest().length() > (long) contextLength * tokenizer.longestTokenBytes()) {
            throw new InvalidFieldException(
                    field,
                    cloze.rest().length() + " characters after the blank",
                    "what fits into the model's context of " + contextLength + " tokens");
        }
        List<List<Integer>> given = new ArrayList<>();
        int longest = 0;
        for (int i = 0; i < cloze.choices().size(); i++) {
            given.add(encode(cloze.scored(i)));
            longest = Math.max(longest, given.get(i).size());
        }
        int room = contextLength - longest;
        if (room < 1) {
            throw new InvalidFieldException(
                    field, longest + " tokens from the blank on", "fewer than the model's context of " + contextLength);
        }
        List<Integer> context = encode(cloze.context());
        // One is for the end-of-text token, after which a text begins.
        int dropped = Math.max(0, context.size() + 1 - room);
        if (dropped > 0
                && settings.longPrompt().map(LongPrompt::named).orElse(LongPrompt.REJECT) == LongPrompt.REJECT) {
            throw new InvalidFieldException(
                    field,
                    context.size() + " tokens before the blank",
                    "at most " + (room - 1) + ", since the model's context of " + contextLength
                            + " also holds the longest choice and what follows it; or longPrompt keepLast");
        }
        List<Integer> prompt = new ArrayList<>(context.subList(Math.max(0, dropped - 1), context.size()));
        if (dropped == 0) {
            prompt.add(0, tokenizer.endOfText());
        }
        return new Planned.Ready(
                dropped == 0 ? cloze.context() : tokenizer.decode(prompt),
                prompt,
                Math.max(0, dropped - 1),
                new SamplingParameters(Shaping.of(0, 0, 1), Ending.of(longest, List.of()), 0, seed),
                cloze.choices().size(),
                Optional.of(new Planned.Weighed(cloze, given)));
    }

    private static void requireNothingDrawn(PromptSettings settings) {
        settings.sampling().first().ifPresent(field -> {
            throw new InvalidFieldException(
                    field, "given", "nothing: of choices the likeliest is taken, none is drawn");
        });
        if (settings.completions().orElse(1) != 1) {
            throw new InvalidFieldException("n", settings.completions().getAsInt(), "1: one of the choices is taken");
        }
    }

    private List<Integer> encode(String text) {
        return Arrays.stream(tokenizer.encode(text)).boxed().toList();
    }
}
