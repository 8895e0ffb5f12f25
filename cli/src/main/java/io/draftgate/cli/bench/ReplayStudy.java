package io.draftgate.cli.bench;

import io.draftgate.gpt2.Engine;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Gpt2;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.replay.Claim;
import io.draftgate.gpt2.replay.Reading;
import io.draftgate.gpt2.replay.Replay;
import io.draftgate.gpt2.replay.Tolerance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Counts how often a replay accepts honest drafts and rejects forged ones. Every draft is written by a real engine, manipulated in
 * every way that applies, and replayed. Confined to one thread.
 */
final class ReplayStudy implements AutoCloseable {
    /** Drafts that are written at the same time: long enough a row to keep all slots busy. */
    private static final int ROUND = 32;

    private final Gpt2 model;
    private final Precision precision;
    private final int threads;
    private final int tokens;
    private final Tolerance tolerance;
    private final Replay replay;
    private final Map<Manipulation, ReplayCount> counts = new EnumMap<>(Manipulation.class);
    private final List<ReplayCount> strangers = new ArrayList<>();
    private long writtenTokens;
    private long writingNanos;
    private long replayedTokens;
    private long replayNanos;

    /** @param precision that all drafts claim */
    ReplayStudy(Gpt2 model, Precision precision, Reading reading, int threads, int tokens) {
        this.model = model;
        this.precision = precision;
        this.threads = threads;
        this.tokens = tokens;
        tolerance = Tolerance.of(precision, reading);
        replay = Replay.open(model, threads, precision, reading);
        for (Manipulation manipulation : Manipulation.values()) {
            counts.put(manipulation, new ReplayCount(manipulation.words(), tolerance));
        }
    }

    /** Drafts of this model in this precision, honest and manipulated. */
    void own(int drafts, int slots, LongConsumer progress) throws ExecutionException, InterruptedException {
        run(
                model,
                precision,
                drafts,
                slots,
                progress,
                claim -> counts.forEach((manipulation, count) -> manipulation
                        .apply(claim, model.tokenizer())
                        .ifPresent(forged -> count.add(replay.check(forged)))));
    }

    /** Drafts that another model or another precision wrote, claimed as this one's. */
    void strangers(String words, Gpt2 writer, Precision written, int drafts, int slots, LongConsumer progress)
            throws ExecutionException, InterruptedException {
        ReplayCount count = new ReplayCount(words, tolerance);
        strangers.add(count);
        run(writer, written, drafts, slots, progress, claim -> count.add(replay.check(claim)));
    }

    /** Sees one draft after the other. */
    private interface Check {
        void run(Claim claim);
    }

    private void run(Gpt2 writer, Precision written, int drafts, int slots, LongConsumer progress, Check check)
            throws ExecutionException, InterruptedException {
        StudyDrafts source = new StudyDrafts(writer, tokens);
        try (Engine engine = Engine.start(writer, new EngineOptions(slots, threads, written))) {
            for (int done = 0; done < drafts; done += ROUND) {
                List<Claim> claims = timedWriting(source, engine, Math.min(ROUND, drafts - done));
                for (Claim claim : claims) {
                    check.run(claim);
                    progress.accept(1);
                }
                timedReplay(claims);
            }
        }
    }

    private List<Claim> timedWriting(StudyDrafts source, Engine engine, int count)
            throws ExecutionException, InterruptedException {
        long began = System.nanoTime();
        List<Claim> claims = source.write(engine, count);
        writingNanos += System.nanoTime() - began;
        writtenTokens += (long) claims.size() * tokens;
        return claims;
    }

    private void timedReplay(List<Claim> claims) {
        long began = System.nanoTime();
        claims.forEach(replay::check);
        replayNanos += System.nanoTime() - began;
        replayedTokens += (long) claims.size() * tokens;
    }

    List<ReplayCount.Row> rows() {
        return Stream.concat(counts.values().stream(), strangers.stream())
                .map(ReplayCount::row)
                .toList();
    }

    /** Tokens a second that the engines wrote. */
    double writtenPerSecond() {
        return writtenTokens * 1e9 / Math.max(1, writingNanos);
    }

    /** Tokens a second that were replayed. */
    double replayedPerSecond() {
        return replayedTokens * 1e9 / Math.max(1, replayNanos);
    }

    @Override
    public void close() {
        replay.close();
    }
}
