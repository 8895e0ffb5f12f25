package io.draftgate.gpt2.replay;

import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.model.Gpt2;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Replays several drafts at the same time on one model in one precision: half of the work on a draft of a small model is done by
 * one thread however many there are. Thread-safe.
 */
public final class ReplayPool implements AutoCloseable {
    /** Each has prepared weights of its own: more would take memory for little, as large models keep all threads of one busy. */
    private static final int MOST_SESSIONS = 2;

    private final List<Replay> sessions;
    private final BlockingQueue<Replay> idle;
    private final BlockingQueue<Pending> pending = new LinkedBlockingQueue<>();
    private final ExecutorService workers;

    private ReplayPool(List<Replay> sessions) {
        this.sessions = List.copyOf(sessions);
        idle = new ArrayBlockingQueue<>(sessions.size(), false, sessions);
        workers = Executors.newFixedThreadPool(sessions.size(), work -> {
            Thread worker = new Thread(work, "replay");
            worker.setDaemon(true);
            return worker;
        });
    }

    /**
     * Starts sessions on the model.
     *
     * @param model not closed here
     * @param threads of all sessions together, at least 1
     * @param precision in which the drafts say they were written
     */
    public static ReplayPool open(Gpt2 model, int threads, Precision precision, Reading reading) {
        int count = Math.min(threads, MOST_SESSIONS);
        List<Replay> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sessions.add(Replay.open(model, threads / count, precision, reading));
        }
        return new ReplayPool(sessions);
    }

    private record Pending(Claim claim, CompletableFuture<Report> report) {}

    /** Replays a draft when a session is free; those that were handed over earlier come first. */
    public CompletableFuture<Report> check(Claim claim) {
        var added = new Pending(claim, new CompletableFuture<>());
        pending.add(added);
        workers.execute(this::checkSome);
        return added.report();
    }

    /** There are as many sessions as workers, so that none waits. */
    private void checkSome() {
        Replay session = idle.remove();
        try {
            List<Pending> taken = new ArrayList<>();
            // An equal share, so that no session is idle while another has all.
            int share = (pending.size() + sessions.size() - 1) / sessions.size();
            pending.drainTo(taken, Math.min(session.most(), share));
            check(session, taken);
        } finally {
            idle.add(session);
        }
    }

    private static void check(Replay session, List<Pending> taken) {
        try {
            List<Report> reports =
                    session.check(taken.stream().map(Pending::claim).toList());
            for (int i = 0; i < taken.size(); i++) {
                taken.get(i).report().complete(reports.get(i));
            }
        } catch (RuntimeException | Error e) {
            taken.forEach(one -> one.report().completeExceptionally(e));
        }
    }

    /** Waits for the drafts that are being replayed; those that wait for their turn are forgotten. */
    @Override
    public void close() {
        workers.shutdownNow();
        boolean isInterrupted = false;
        boolean isTerminated = false;
        // A session must not be closed under a worker, so an interruption has to wait, too.
        while (!isTerminated) {
            try {
                isTerminated = workers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        sessions.forEach(Replay::close);
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
