package io.draftgate.generator;

import io.draftgate.bridge.WorkId;
import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.Shaping;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Choice;
import io.draftgate.gpt2.task.Planned;
import io.draftgate.schemas.event.ChoiceScore;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.FinishReason;
import io.draftgate.schemas.event.GenerationCompleted;
import io.draftgate.schemas.event.GenerationTimings;
import io.draftgate.schemas.event.LogitBias;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.ResolvedParameters;
import io.draftgate.schemas.event.SourcePosition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Writes what the engine made as drafts that can be proved. Immutable, thread-safe. */
final class DraftWriter {
    private final Gpt2 model;
    private final String engineIdentity;
    private final String promptsTopic;
    private final InstantSource clock;

    DraftWriter(Gpt2 model, String engineIdentity, String promptsTopic, InstantSource clock) {
        this.model = model;
        this.engineIdentity = engineIdentity;
        this.promptsTopic = promptsTopic;
        this.clock = clock;
    }

    /** Takes the time at which the last token was sampled, now; the rest is done when it is asked for, on another thread. */
    Supplier<GenerationCompleted> writing(
            WorkId id, PromptSubmitted prompt, Planned.Ready plan, Generation generation) {
        Instant generatedAt = clock.instant();
        return () -> new GenerationCompleted(drafts(id, prompt, plan, generation, generatedAt));
    }

    private List<DraftGenerated> drafts(
            WorkId id, PromptSubmitted prompt, Planned.Ready plan, Generation generation, Instant generatedAt) {
        if (plan.weighed().isPresent()) {
            Choice choice = Choice.of(plan.weighed().get().cloze(), generation);
            return List.of(draft(id, prompt, plan, generation, choice.completion(), generatedAt)
                    .setCompletionCount(1)
                    .setChoices(scores(choice))
                    .build());
        }
        return generation.completions().stream()
                .map(completion -> draft(id, prompt, plan, generation, completion, generatedAt)
                        .build())
                .toList();
    }

    private static List<ChoiceScore> scores(Choice choice) {
        return choice.scores().stream()
                .map(score -> new ChoiceScore(score.choice(), score.logProbability(), score.tokens()))
                .toList();
    }

    private DraftGenerated.Builder draft(
            WorkId id,
            PromptSubmitted prompt,
            Planned.Ready plan,
            Generation generation,
            Completion completion,
            Instant generatedAt) {
        return DraftGenerated.newBuilder()
                .setPromptId(prompt.getId())
                .setTenant(prompt.getTenant())
                .setRequestedBy(prompt.getRequestedBy())
                .setCompletionIndex(completion.index())
                .setCompletionCount(generation.completions().size())
                .setTask(prompt.getTask())
                .setPrompt(plan.prompt())
                .setText(completion.text())
                .setPromptTokenIds(plan.promptTokenIds())
                .setTokenIds(completion.tokenIds())
                .setLogProbabilities(completion.trace().logProbabilities())
                .setRanks(completion.trace().ranks())
                .setEntropies(completion.trace().entropies())
                .setPromptTokensDropped(plan.promptTokensDropped())
                .setTopTokenIds(completion.trace().topTokenIds())
                .setTopLogProbabilities(completion.trace().topLogProbabilities())
                .setSeed(plan.parameters().seed())
                .setParameters(parameters(plan.parameters()))
                .setModelName(model.name())
                .setModelDigest(model.digest())
                .setTokenizerDigest(model.tokenizerDigest())
                .setEngine(engineIdentity)
                .setFinishReason(FinishReason.valueOf(completion.finishReason().name()))
                .setTimings(new GenerationTimings(
                        generation.queued().toMillis(),
                        generation.prefill().toMillis(),
                        generation.decode().toMillis()))
                .setSource(new SourcePosition(promptsTopic, id.partition(), id.offset()))
                .setGeneratedAt(generatedAt)
                .setMetadata(prompt.getMetadata())
                .setEncrypted(prompt.getEncrypted())
                .setModelCardDigest(model.cardDigest().orElse(null));
    }

    private static ResolvedParameters parameters(SamplingParameters parameters) {
        Shaping shaping = parameters.shaping();
        Ending ending = parameters.ending();
        return ResolvedParameters.newBuilder()
                .setTemperature(shaping.temperature())
                .setTopK(shaping.topK())
                .setTopP(shaping.topP())
                .setMinP(shaping.minP())
                .setLogitBias(shaping.logitBias().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(bias -> new LogitBias(bias.getKey(), bias.getValue()))
                        .toList())
                .setRepetitionPenalty(shaping.repetitionPenalty())
                .setPresencePenalty(shaping.presencePenalty())
                .setFrequencyPenalty(shaping.frequencyPenalty())
                .setMaxTokens(ending.maxTokens())
                .setMinTokens(ending.minTokens())
                .setStop(ending.stop())
                .setStopTokenIds(ending.stopTokenIds().stream().sorted().toList())
                .setStopOnLoop(ending.stopOnLoop())
                .setMaxSentences(ending.maxSentences())
                .setTopLogProbabilities(parameters.topLogProbabilities())
                .build();
    }
}
