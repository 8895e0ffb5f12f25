package io.draftgate.cli.promptfile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A prompt as its author wrote it: what is empty was not said. Immutable.
 *
 * @param id unique within the tenant
 * @param text what the model is to go on from
 * @param task name of a task, underscores as hyphens
 * @param priority {@code high}, {@code normal} or {@code low}, if the author had his way
 * @param metadata everything the format does not know, as text; travels with the draft
 */
public record FilePrompt(
        String id,
        PromptText text,
        Optional<String> task,
        Sampling sampling,
        OptionalInt completions,
        Optional<String> tenant,
        Optional<String> requestedBy,
        Optional<String> priority,
        OptionalLong deadlineMillis,
        Map<String, String> metadata) {

    /** Copies the metadata. */
    public FilePrompt {
        metadata = Map.copyOf(metadata);
    }

    /** What the model is given. */
    public sealed interface PromptText {
        /** Sent as it is. */
        record Prompt(String text) implements PromptText {}

        /** Put into the template of the task. */
        record Input(String text) implements PromptText {}

        /** Nothing: only the task {@code unconditional} can do with that. */
        record Nothing() implements PromptText {}
    }

    /** How the author wants tokens drawn. */
    public record Sampling(
            OptionalInt maxTokens,
            OptionalDouble temperature,
            OptionalInt topK,
            OptionalDouble topP,
            OptionalLong seed,
            Optional<List<String>> stop) {

        /** Copies the stop strings. */
        public Sampling {
            stop = stop.map(List::copyOf);
        }
    }
}
