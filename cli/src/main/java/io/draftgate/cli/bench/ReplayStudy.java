package io.draftgate.cli.bench;

import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.replay.Claim;
import io.draftgate.gpt2.replay.Reading;
import io.draftgate.gpt2.replay.ReplayPool;
import io.draftgate.gpt2.replay.Report;
import io.draftgate.gpt2.replay.Tolerance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * Counts how often a replay accepts honest drafts and rejects forged ones. Every draft is written by a real engine, manipulated in
 * every way that applies, and replayed. Confined to one thread.
 */
final class ReplayStudy implements AutoCloseable {
    /** Drafts that are written at the same time: long enough a row to keep all slots busy. */
    static final int ROUND = 32;

    private final Gpt2 model;
    private final EngineOptions options;
    private final int tokens;
    private final Tolerance tolerance;
    private final ReplayPool replay;
    private final Writer own;
    private final Map<Manipulation, ReplayCount> counts = new EnumMap<>(Manipulation.class);
    private final List<Stranger> strangers = new ArrayList<>();
    private long writtenTokens;
    private long writingNanos;
    private long replayedTokens;
    private long replayNanos;

    /** @param options of all engines; their precision is the one that all drafts claim */
    ReplayStudy(Gpt2 model, EngineOptions options, Reading reading, int tokens) {
        this.model = model;
        this.options = options;
        this.tokens = tokens;
        tolerance = Tolerance.of(options.precision(), reading);
        replay = ReplayPool.open(model, options.threads(), options.precision(), reading);
        own = new Writer(model, options.precision());
        for (Manipulation manipulation : Manipulation.values()) {
            counts.put(manipulation, new ReplayCount(manipulation.words(), tolerance));
        }
    }

    /** Adds drafts that another model or another precision wrote, claimed as this one's. */
    void addStranger(String words, Gpt2 writer, Precision written) {
        strangers.add(new Stranger(new Writer(writer, written), new ReplayCount(words, tolerance)));
    }

    private record Stranger(Writer writer, ReplayCount count) {}

    /** An engine and the drafts that it is asked for. */
    private final class Writer implements AutoCloseable {
        private final StudyDrafts source;
        private final Engine engine;

        Writer(Gpt2 writer, Precision written) {
            source = new StudyDrafts(writer, tokens);
            engine = Engine.start(writer, new EngineOptions(options.slots(), options.threads(), written));
        }

        List<Claim> write(int count) throws ExecutionException, InterruptedException {
            long began = System.nanoTime();
            List<Claim> claims = source.write(engine, count);
            writingNanos += System.nanoTime() - began;
            writtenTokens += (long) claims.size() * tokens;
            return claims;
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    /**
     * Writes and replays drafts of every kind.
     *
     * @param drafts of each kind, at most {@link #ROUND}
     */
    void round(int drafts) throws ExecutionException, InterruptedException {
        List<Claim> claims = own.write(drafts);
        for (Map.Entry<Manipulation, ReplayCount> kind : counts.entrySet()) {
            Manipulation manipulation = kind.getKey();
            List<Claim> forged = claims.stream()
                    .flatMap(claim -> manipulation.apply(claim, model.tokenizer()).stream())
                    .toList();
            long began = System.nanoTime();
            count(kind.getValue(), forged);
            if (manipulation == Manipulation.NONE) {
                replayNanos += System.nanoTime() - began;
                replayedTokens += (long) claims.size() * tokens;
            }
        }
        for (Stranger stranger : strangers) {
            count(stranger.count(), stranger.writer().write(drafts));
        }
    }

    private void count(ReplayCount count, List<Claim> claims) {
        List<CompletableFuture<Report>> reports =
                claims.stream().map(replay::check).toList();
        reports.forEach(report -> count.add(report.join()));
    }

    List<ReplayCount.Row> rows() {
        return Stream.concat(counts.values().stream(), strangers.stream().map(Stranger::count))
                .map(ReplayCount::row)
                .toList();
    }

    /** Tokens a second that the engines wrote. */
    double writtenPerSecond() {
        return writtenTokens * 1e9 / Math.max(1, writingNanos);
    }

    /** Tokens a second of honest drafts that were replayed. */
    double replayedPerSecond() {
        return replayedTokens * 1e9 / Math.max(1, replayNanos);
    }

    @Override
    public void close() {
        strangers.forEach(stranger -> stranger.writer().close());
        own.close();
        replay.close();
    }
}
