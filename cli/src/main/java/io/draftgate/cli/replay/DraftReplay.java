package io.draftgate.cli.replay;

import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Gpt2;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.replay.Claim;
import io.draftgate.gpt2.replay.Reading;
import io.draftgate.gpt2.replay.Replay;
import io.draftgate.gpt2.replay.Report;
import io.draftgate.gpt2.replay.Verdict;
import io.draftgate.schemas.event.DraftGenerated;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replays recorded drafts on one model, each in the precision that it names. Confined to one thread. */
public final class DraftReplay implements AutoCloseable {
    private final Gpt2 model;
    private final Reading reading;
    private final Map<Precision, Replay> replays = new EnumMap<>(Precision.class);

    /** @param model not closed here */
    public DraftReplay(Gpt2 model, Reading reading) {
        this.model = model;
        this.reading = reading;
    }

    /** Replays a draft; one that another model is said to have written cannot be decided on. */
    public Report check(DraftGenerated draft) {
        if (!draft.getModelDigest().equals(model.digest())
                || !draft.getTokenizerDigest().equals(model.tokenizerDigest())) {
            return undecided("The draft names the model " + draft.getModelName() + " of " + draft.getModelDigest()
                    + ", this is " + model.digest() + ": name that one with --model");
        }
        Optional<Precision> precision = DraftClaim.precision(draft);
        if (precision.isEmpty()) {
            return undecided("The draft names the engine " + draft.getEngine() + ", whose precision is not known");
        }
        Claim claim;
        try {
            claim = DraftClaim.of(draft);
        } catch (IllegalArgumentException e) {
            return refuted("No engine wrote such a record: " + e.getMessage());
        }
        if (!isPrompt(draft)) {
            return refuted("The prompt is not that of the prompt's tokens");
        }
        return replay(precision.get()).check(claim);
    }

    /** A prompt that was cut to fit is known by its tokens alone, and so is one without a text. */
    private boolean isPrompt(DraftGenerated draft) {
        int[] ids =
                draft.getPromptTokenIds().stream().mapToInt(Integer::intValue).toArray();
        return draft.getPromptTokensDropped() > 0
                || Arrays.equals(ids, new int[] {model.tokenizer().endOfText()})
                || Arrays.equals(ids, model.tokenizer().encode(draft.getPrompt()));
    }

    private Replay replay(Precision precision) {
        return replays.computeIfAbsent(
                precision,
                missing -> Replay.open(model, EngineOptions.defaults().threads(), missing, reading));
    }

    private static Report undecided(String reason) {
        return new Report(Verdict.INCONCLUSIVE, 0, 0, 0, 0, 0, 0, 0, 0, List.of(reason));
    }

    private static Report refuted(String reason) {
        return new Report(Verdict.REFUTED, 0, 0, 0, 0, 0, 0, 0, 0, List.of(reason));
    }

    @Override
    public void close() {
        replays.values().forEach(Replay::close);
    }
}
