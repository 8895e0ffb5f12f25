package io.draftgate.generator;

import io.draftgate.gpt2.GenerationProgress;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.schemas.event.GenerationProgressed;
import io.draftgate.schemas.event.WrittenCompletion;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How far a generation is, between the engine and the log. Immutable, thread-safe.
 *
 * @param engineIdentity of this worker's engine: what another kind of engine has written is not gone on with
 * @param modelDigest of this worker's model; asked for only when it is needed, because it may have to be waited for
 */
record DraftProgress(String engineIdentity, Supplier<String> modelDigest) {

    /**
     * As it goes to the log.
     *
     * @param promptTokens that were read
     * @param inEngine how long the prompt has held its place in the engine
     */
    GenerationProgressed encode(GenerationProgress progress, int promptTokens, Duration inEngine) {
        return new GenerationProgressed(
                engineIdentity,
                modelDigest.get(),
                progress.completions().stream().map(DraftProgress::encode).toList(),
                promptTokens,
                inEngine.toMillis());
    }

    /** Nothing, if it was written by another model or another engine. */
    GenerationProgress decode(GenerationProgressed progressed) {
        return progressed.getEngine().equals(engineIdentity)
                        && progressed.getModelDigest().equals(modelDigest.get())
                ? new GenerationProgress(progressed.getCompletions().stream()
                        .map(DraftProgress::decode)
                        .toList())
                : GenerationProgress.NONE;
    }

    private static WrittenCompletion encode(GenerationProgress.Written written) {
        TokenTrace trace = written.trace();
        return new WrittenCompletion(
                written.index(),
                written.tokenIds(),
                trace.logProbabilities(),
                trace.ranks(),
                trace.entropies(),
                trace.topTokenIds(),
                trace.topLogProbabilities());
    }

    private static GenerationProgress.Written decode(WrittenCompletion written) {
        return new GenerationProgress.Written(
                written.getIndex(),
                written.getTokenIds(),
                new TokenTrace(
                        written.getLogProbabilities(),
                        written.getRanks(),
                        written.getEntropies(),
                        written.getTopTokenIds(),
                        written.getTopLogProbabilities()));
    }
}
