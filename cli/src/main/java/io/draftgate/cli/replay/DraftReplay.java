package io.draftgate.cli.replay;

import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.replay.Claim;
import io.draftgate.gpt2.replay.Reading;
import io.draftgate.gpt2.replay.ReplayPool;
import io.draftgate.gpt2.replay.Report;
import io.draftgate.schemas.event.DraftGenerated;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Replays recorded drafts on one model, each in the precision that it names. Thread-safe. */
public final class DraftReplay implements AutoCloseable {
    private final Gpt2 model;
    private final boolean isStepwise;
    private final Map<Way, ReplayPool> pools = new ConcurrentHashMap<>();

    /**
     * A replay of one model.
     *
     * @param model not closed here
     * @param isStepwise whether drafts of every precision are read to the last bit
     */
    public DraftReplay(Gpt2 model, boolean isStepwise) {
        this.model = model;
        this.isStepwise = isStepwise;
    }

    /** Replays a draft; one that another model is said to have written cannot be decided on. */
    public CompletableFuture<Report> check(DraftGenerated draft) {
        if (!draft.getModelDigest().equals(model.digest())
                || !draft.getTokenizerDigest().equals(model.tokenizerDigest())) {
            return answer(Report.undecided("The draft names the model " + draft.getModelName() + " of "
                    + draft.getModelDigest() + ", this is " + model.digest() + ": name that one with --model"));
        }
        Optional<Precision> precision = DraftClaim.precision(draft);
        if (precision.isEmpty()) {
            return answer(Report.undecided(
                    "The draft names the engine " + draft.getEngine() + ", whose precision is not known"));
        }
        Claim claim;
        try {
            claim = DraftClaim.of(draft);
        } catch (IllegalArgumentException e) {
            return answer(Report.refuted("No engine wrote such a record: " + e.getMessage()));
        }
        if (!isPrompt(draft)) {
            return answer(Report.refuted("The prompt is not that of the prompt's tokens"));
        }
        return pool(way(draft, precision.get())).check(claim);
    }

    private static CompletableFuture<Report> answer(Report report) {
        return CompletableFuture.completedFuture(report);
    }

    /** A prompt that was cut to fit is known by its tokens alone, and so is one without a text; one with a blank is read as a beginning. */
    private boolean isPrompt(DraftGenerated draft) {
        int[] ids =
                draft.getPromptTokenIds().stream().mapToInt(Integer::intValue).toArray();
        int[] prompt = model.tokenizer().encode(draft.getPrompt());
        int[] beginning = IntStream.concat(IntStream.of(model.tokenizer().endOfText()), Arrays.stream(prompt))
                .toArray();
        return draft.getPromptTokensDropped() > 0
                || Arrays.equals(ids, new int[] {model.tokenizer().endOfText()})
                || Arrays.equals(ids, prompt)
                || (!draft.getChoices().isEmpty() && Arrays.equals(ids, beginning));
    }

    private record Way(Precision precision, Reading reading) {}

    /** On other devices sums depend on the batch, so that the last bit cannot be had again. */
    private Way way(DraftGenerated draft, Precision precision) {
        boolean isByCpu = draft.getEngine().contains(" cpu ");
        Reading quickest = isByCpu ? Reading.of(precision) : Reading.WHOLE;
        return new Way(precision, isStepwise ? Reading.STEPWISE : quickest);
    }

    private ReplayPool pool(Way way) {
        return pools.computeIfAbsent(
                way,
                missing -> ReplayPool.open(
                        model, EngineOptions.defaults().threads(), missing.precision(), missing.reading()));
    }

    @Override
    public void close() {
        pools.values().forEach(ReplayPool::close);
    }
}
