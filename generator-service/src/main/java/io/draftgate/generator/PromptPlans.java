package io.draftgate.generator;

import io.draftgate.gpt2.task.Planned;
import io.draftgate.gpt2.task.PromptPlanner;
import io.draftgate.gpt2.task.PromptSettings;
import io.draftgate.schemas.event.PromptSubmitted;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Plans submitted prompts for one model. Immutable, thread-safe.
 *
 * @param planner of the model
 */
record PromptPlans(PromptPlanner planner) {
    /**
     * What is to be written for a prompt, or why it cannot be.
     *
     * @param key gives the seed if none is named, so that a retry asks for the same draft
     */
    Planned plan(String key, PromptSubmitted prompt) {
        PromptSettings settings = new PromptSettings(
                Optional.ofNullable(prompt.getTask()),
                Optional.ofNullable(prompt.getPrompt()),
                Optional.ofNullable(prompt.getInput()),
                whole(prompt.getMaxTokens()),
                real(prompt.getTemperature()),
                whole(prompt.getTopK()),
                real(prompt.getTopP()),
                prompt.getSeed() == null ? OptionalLong.empty() : OptionalLong.of(prompt.getSeed()),
                prompt.getStop().isEmpty() ? Optional.empty() : Optional.of(prompt.getStop()),
                OptionalInt.of(prompt.getN()));
        return planner.plan(settings, key);
    }

    private static OptionalInt whole(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalDouble real(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
