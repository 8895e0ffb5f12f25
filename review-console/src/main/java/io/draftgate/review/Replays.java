package io.draftgate.review;

import io.draftgate.index.DraftKey;
import io.draftgate.index.Story;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The replays that were asked for, and what came of them. Kept in memory: whoever misses one asks again. Thread-safe. */
final class Replays {
    static final String NAME = "Replay";

    /** Verdicts are small; beyond so many the oldest is forgotten. */
    private static final int MOST_KEPT = 1_000;

    /** More than that wait for no good: a replay takes a fraction of a second for a small model, seconds for a large one. */
    private static final int MOST_UNFINISHED = 16;

    private final Optional<Replayer> replayer;
    private final Map<DraftKey, CompletableFuture<Proofs.Proof>> asked = new LinkedHashMap<>();

    /** @param replayer none: the page points to the command that replays */
    Replays(Optional<Replayer> replayer) {
        this.replayer = replayer;
    }

    /** Whether drafts can be replayed here. */
    boolean arePossible() {
        return replayer.isPresent();
    }

    /**
     * Replays a draft, anew if that was done before, and waits for the verdict.
     *
     * @param patience afterwards it goes on by itself
     * @return false if too many wait already
     */
    boolean ask(Story story, Duration patience) throws InterruptedException {
        CompletableFuture<Proofs.Proof> begun = begin(story);
        if (begun == null) {
            return false;
        }
        try {
            begun.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException shownOnThePage) {
            return true;
        }
        return true;
    }

    private synchronized @Nullable CompletableFuture<Proofs.Proof> begin(Story story) {
        DraftKey key = story.draft().key();
        CompletableFuture<Proofs.Proof> earlier = asked.get(key);
        if (earlier != null && !earlier.isDone()) {
            return earlier;
        }
        if (replayer.isEmpty()
                || asked.values().stream().filter(replay -> !replay.isDone()).count() >= MOST_UNFINISHED) {
            return null;
        }
        CompletableFuture<Proofs.Proof> begun = replayer.get().replay(story);
        asked.remove(key);
        asked.put(key, begun);
        if (asked.size() > MOST_KEPT) {
            asked.remove(asked.keySet().iterator().next());
        }
        return begun;
    }

    /** How a draft's replay stands. */
    synchronized Proofs.Proof of(Story story) {
        DraftKey key = story.draft().key();
        if (story.draft().erased()) {
            return open("Erased: without text and tokens nothing can be replayed.");
        }
        if (replayer.isEmpty()) {
            return open("Whether the model writes this text with these settings: run 'draftgate audit replay --id "
                    + key.tenant() + "/" + key.id() + "'.");
        }
        CompletableFuture<Proofs.Proof> replay = asked.get(key);
        if (replay == null) {
            return open("Not tried yet: does the model write this text with these settings and this seed?");
        }
        if (replay.isCompletedExceptionally()) {
            return open("It could not be tried: "
                    + replay.handle((proof, failure) -> reason(failure)).join());
        }
        return replay.getNow(open("The model is reading the draft; load the page again in a moment."));
    }

    private static String reason(@Nullable Throwable failure) {
        Throwable cause = failure == null || failure.getCause() == null ? failure : failure.getCause();
        return cause == null ? "no reason is known" : String.valueOf(cause.getMessage());
    }

    private static Proofs.Proof open(String explanation) {
        return new Proofs.Proof(NAME, Proofs.Status.OPEN, explanation);
    }
}
