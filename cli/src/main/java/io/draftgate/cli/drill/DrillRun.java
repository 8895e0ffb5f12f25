package io.draftgate.cli.drill;

import io.draftgate.cli.drill.FaultPlan.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/** One run of a drill: prompts go in, processes are hit, outcomes come out. Confined to one thread. */
final class DrillRun {
    /**
     * After this long without a new outcome the missing ones count as lost: many times what any recovery takes, and on a machine with many
     * times more to do than processors a worker alone takes two minutes to start.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration POLL = Duration.ofMillis(50);

    private final DrillCluster cluster;
    private final PromptFeed feed;
    private final OutcomeLog log;
    private final RecoveryTimes recoveries = new RecoveryTimes(InstantSource.system());
    private final Set<String> ended = new HashSet<>();
    private int minInFlight = Integer.MAX_VALUE;
    private long lastProgress = System.nanoTime();

    /** Hits a process. */
    interface Strike {
        /** Returns when the harm is done; may {@link #follow} meanwhile. */
        void at(int victim) throws IOException, InterruptedException;
    }

    DrillRun(DrillCluster cluster, PromptFeed feed, OutcomeLog log) {
        this.cluster = cluster;
        this.feed = feed;
        this.log = log;
    }

    /** Submits the prompts, strikes by plan, and returns when every prompt has ended or none does any more. */
    void carryOut(FaultPlan plan, int prompts, Strike strike) throws IOException, InterruptedException {
        for (Fault fault : plan.faults()) {
            feed.submitUpTo(fault.submittedBefore());
            awaitOutcomes(fault.outcomes());
            feed.submitUpTo(fault.submittedAfter());
            followWhileInFlight(fault.delay(), fault.fresh() / 2);
            minInFlight = Math.min(minInFlight, inFlight());
            strike.at(fault.victim());
        }
        feed.submitUpTo(prompts);
        awaitOutcomes(prompts);
    }

    /** Tells the time of a fault. */
    void struck() {
        recoveries.struck();
    }

    /** Goes on reading for so long. */
    void follow(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            read();
        }
    }

    /** Goes on reading for so long, but not until nothing is left to be hit. */
    private void followWhileInFlight(Duration time, int least) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && inFlight() > least) {
            read();
        }
    }

    /** Goes on reading until so many prompts have ended, or none does any more. */
    void awaitOutcomes(int count) throws IOException {
        lastProgress = System.nanoTime();
        while (ended.size() < count && System.nanoTime() - lastProgress < PATIENCE.toNanos()) {
            read();
        }
    }

    private void read() throws IOException {
        for (Outcome outcome : log.poll(POLL)) {
            recoveries.read(outcome);
            if (ended.add(outcome.prompt())) {
                lastProgress = System.nanoTime();
            }
        }
        cluster.superviseOnce();
        feed.requireDelivery();
    }

    /** How many prompts were submitted and have no outcome yet. */
    int inFlight() {
        return feed.submitted() - ended.size();
    }

    /** How many prompts have an outcome. */
    int ended() {
        return ended.size();
    }

    /** Longest time from a fault to the next draft. */
    Duration longestRecovery() {
        return recoveries.longest();
    }

    /** How many prompts, at least, were in flight whenever something was hit; 0 if nothing was. */
    int minInFlight() {
        return minInFlight == Integer.MAX_VALUE ? 0 : minInFlight;
    }
}
