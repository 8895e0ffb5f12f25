package io.draftgate.cli.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When which process is hit. Prompts come in shares, one more than there are faults; each fault strikes while the share before
 * it is half done and the next one has just been submitted, so that there is always something to lose. Immutable.
 */
record FaultPlan(List<Fault> faults) {
    /** Long enough to reach from admission over start and generation to the commit of short drafts. */
    private static final Duration MAX_DELAY = Duration.ofMillis(500);

    FaultPlan {
        faults = List.copyOf(faults);
    }

    /**
     * One fault.
     *
     * @param submittedBefore prompts in the topic when it is waited for
     * @param outcomes how many of them have ended when the next share is submitted; at least 1, so that the workers are up
     * @param submittedAfter prompts in the topic, or on their way, when it strikes
     * @param delay from the submission to the strike, at most: half of what was submitted is still to be in flight
     * @param victim index of the process
     */
    record Fault(int submittedBefore, int outcomes, int submittedAfter, Duration delay, int victim) {
        /** How many prompts are submitted just before it strikes. */
        int fresh() {
            return submittedAfter - submittedBefore;
        }
    }

    /**
     * Draws a plan.
     *
     * @param prompts more than there are faults
     * @param processes how many there are to be hit
     */
    static FaultPlan draw(int prompts, int faults, int processes, RandomGenerator random) {
        List<Fault> drawn = new ArrayList<>();
        for (int i = 0; i < faults; i++) {
            int share = share(prompts, i, faults);
            int next = share(prompts, i + 1, faults);
            drawn.add(new Fault(
                    next,
                    Math.max(1, share + random.nextInt(next - share)),
                    share(prompts, i + 2, faults),
                    Duration.ofMillis(random.nextLong(MAX_DELAY.toMillis())),
                    random.nextInt(processes)));
        }
        return new FaultPlan(drawn);
    }

    /** How many faults hit a process from an index on, up to another. */
    int hits(int from, int to) {
        return (int) faults.stream()
                .filter(fault -> fault.victim() >= from && fault.victim() < to)
                .count();
    }

    /** Prompts in the first so many shares. */
    private static int share(int prompts, int shares, int faults) {
        return (int) ((long) prompts * shares / (faults + 1));
    }
}
