package io.draftgate.cli.replay;

import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.FinishReason;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.Shaping;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.gpt2.replay.Claim;
import io.draftgate.gpt2.task.Choice;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.LogitBias;
import io.draftgate.schemas.event.ResolvedParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a recorded draft says of itself, in the words of the replay. */
final class DraftClaim {
    private DraftClaim() {}

    /**
     * The claim of a draft.
     *
     * @throws IllegalArgumentException if no engine can have written such a record
     */
    static Claim of(DraftGenerated draft) {
        return new Claim(
                draft.getPromptTokenIds(),
                draft.getCompletionIndex(),
                draft.getTokenIds(),
                draft.getText(),
                FinishReason.valueOf(draft.getFinishReason().name()),
                parameters(draft.getParameters(), draft.getSeed()),
                trace(draft),
                draft.getChoices().stream()
                        .map(score -> new Choice.Score(score.getChoice(), score.getLogProbability(), score.getTokens()))
                        .toList());
    }

    /** The precision that the engine's identity names, a word of its own in it. */
    static Optional<Precision> precision(DraftGenerated draft) {
        List<String> words = List.of(draft.getEngine().split(" ", -1));
        return Arrays.stream(Precision.values())
                .filter(precision -> words.contains(precision.precisionName()))
                .findFirst();
    }

    private static SamplingParameters parameters(ResolvedParameters settings, long seed) {
        Shaping shaping = new Shaping(
                settings.getLogitBias().stream().collect(Collectors.toMap(LogitBias::getTokenId, LogitBias::getBias)),
                settings.getRepetitionPenalty(),
                settings.getPresencePenalty(),
                settings.getFrequencyPenalty(),
                settings.getTemperature(),
                settings.getTopK(),
                settings.getTopP(),
                settings.getMinP());
        Ending ending = new Ending(
                settings.getMaxTokens(),
                settings.getMinTokens(),
                settings.getStop(),
                Set.copyOf(settings.getStopTokenIds()),
                settings.getStopOnLoop(),
                settings.getMaxSentences());
        return new SamplingParameters(shaping, ending, settings.getTopLogProbabilities(), seed);
    }

    private static TokenTrace trace(DraftGenerated draft) {
        return new TokenTrace(draft.getLogProbabilities(), draft.getRanks(), draft.getEntropies());
    }
}
