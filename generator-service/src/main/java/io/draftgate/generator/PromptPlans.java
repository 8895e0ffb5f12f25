package io.draftgate.generator;

import io.draftgate.gpt2.task.Planned;
import io.draftgate.gpt2.task.PromptPlanner;
import io.draftgate.gpt2.task.PromptSettings;
import io.draftgate.gpt2.task.SamplingSettings;
import io.draftgate.schemas.event.LogitBias;
import io.draftgate.schemas.event.PromptSubmitted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
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
                sampling(prompt),
                prompt.getSeed() == null ? OptionalLong.empty() : OptionalLong.of(prompt.getSeed()),
                OptionalInt.of(prompt.getN()),
                Optional.ofNullable(prompt.getLongPrompt()),
                prompt.getChoices());
        return planner.plan(settings, key);
    }

    private static SamplingSettings sampling(PromptSubmitted prompt) {
        return new SamplingSettings(
                prompt.getMaxTokens(),
                prompt.getMinTokens(),
                prompt.getTemperature(),
                prompt.getTopK(),
                prompt.getTopP(),
                prompt.getMinP(),
                biases(prompt.getLogitBias()),
                prompt.getRepetitionPenalty(),
                prompt.getPresencePenalty(),
                prompt.getFrequencyPenalty(),
                said(prompt.getStop()),
                said(prompt.getStopTokenIds()),
                prompt.getStopOnLoop(),
                prompt.getMaxSentences(),
                prompt.getTopLogProbabilities());
    }

    /** An empty list in a record says nothing. */
    private static <T> @Nullable List<T> said(List<T> values) {
        return values.isEmpty() ? null : values;
    }

    /** The last of several biases of one token counts. */
    private static @Nullable Map<Integer, Double> biases(List<LogitBias> biases) {
        return biases.isEmpty()
                ? null
                : biases.stream()
                        .collect(Collectors.toMap(LogitBias::getTokenId, LogitBias::getBias, (first, last) -> last));
    }
}
