package io.draftgate.gpt2.task;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What somebody asks for, as it came and unchecked: {@link PromptPlanner} checks it. Immutable.
 *
 * @param task name of a {@link Task}
 * @param prompt text sent as it is; a task then only sets defaults
 * @param input text that the task's template makes a prompt of
 * @param completions texts to write, field {@code n}
 */
public record PromptSettings(
        Optional<String> task,
        Optional<String> prompt,
        Optional<String> input,
        OptionalInt maxTokens,
        OptionalDouble temperature,
        OptionalInt topK,
        OptionalDouble topP,
        OptionalLong seed,
        Optional<List<String>> stop,
        OptionalInt completions) {

    public PromptSettings {
        stop = stop.map(List::copyOf);
    }

    /** A prompt sent as it is, with all defaults. */
    public static PromptSettings ofPrompt(String prompt) {
        return of(Optional.empty(), Optional.of(prompt), Optional.empty());
    }

    /** The input of a task, with the task's defaults. */
    public static PromptSettings ofInput(Task task, String input) {
        return of(Optional.of(task.taskName()), Optional.empty(), Optional.of(input));
    }

    /** Task, prompt and input, with all defaults. */
    public static PromptSettings of(Optional<String> task, Optional<String> prompt, Optional<String> input) {
        return new PromptSettings(
                task,
                prompt,
                input,
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }
}
