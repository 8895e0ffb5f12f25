package io.draftgate.gpt2.task;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What somebody asks for, as it came and unchecked: {@link PromptPlanner} checks it. Immutable.
 *
 * @param task name of a {@link Task}
 * @param prompt text sent as it is; a task then only sets defaults
 * @param input text that the task's template makes a prompt of
 * @param sampling how tokens are drawn; the task's defaults fill in what it leaves out
 * @param completions texts to write, field {@code n}
 * @param longPrompt name of a {@link LongPrompt}
 * @param choices what may stand in the blank of the text; empty if nothing was said
 */
public record PromptSettings(
        Optional<String> task,
        Optional<String> prompt,
        Optional<String> input,
        SamplingSettings sampling,
        OptionalLong seed,
        OptionalInt completions,
        Optional<String> longPrompt,
        List<String> choices) {
    public PromptSettings {
        choices = List.copyOf(choices);
    }

    /** Without choices. */
    public PromptSettings(
            Optional<String> task,
            Optional<String> prompt,
            Optional<String> input,
            SamplingSettings sampling,
            OptionalLong seed,
            OptionalInt completions,
            Optional<String> longPrompt) {
        this(task, prompt, input, sampling, seed, completions, longPrompt, List.of());
    }

    /** A prompt sent as it is, with all defaults. */
    public static PromptSettings ofPrompt(String prompt) {
        return of(Optional.empty(), Optional.of(prompt), Optional.empty());
    }

    /** The input of a task, with the task's defaults. */
    public static PromptSettings ofInput(String task, String input) {
        return of(Optional.of(task), Optional.empty(), Optional.of(input));
    }

    /** Task, prompt and input, with all defaults. */
    public static PromptSettings of(Optional<String> task, Optional<String> prompt, Optional<String> input) {
        return new PromptSettings(
                task,
                prompt,
                input,
                SamplingSettings.NONE,
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    /** The same with other sampling. */
    public PromptSettings with(SamplingSettings other) {
        return new PromptSettings(task, prompt, input, other, seed, completions, longPrompt, choices);
    }

    /** The same with choices for the blank. */
    public PromptSettings choosing(List<String> from) {
        return new PromptSettings(task, prompt, input, sampling, seed, completions, longPrompt, from);
    }
}
