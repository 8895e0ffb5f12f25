package io.draftgate.generator;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a drill takes away from a worker to show what it is good for, and what a benchmark puts in the place of the model. No
 * configuration leads here. Immutable.
 *
 * @param without protections that are switched off
 * @param nullEngine how long an engine takes for each draft that writes the same few tokens without a model; empty: the real one
 * @param poison key of a prompt that kills every worker which begins it
 * @param standsStill whether it stops itself with the first result in hand
 */
public record DrillSwitches(
        Set<Protection> without, Optional<Duration> nullEngine, Optional<String> poison, boolean standsStill) {
    /** A worker as it is. */
    public static final DrillSwitches NONE = new DrillSwitches(Set.of(), Optional.empty(), Optional.empty(), false);

    /** What keeps a prompt from being lost or doubled. */
    public enum Protection {
        /** Works in flight outlive their worker, in a store with a changelog. Without it they lie in its memory alone. */
        IN_FLIGHT,
        /** Offsets, stores and outcomes are committed together. Without it each for itself. */
        TRANSACTIONS,
        /** What an engine reports comes back as a record. Without it a timer forwards it. */
        COMPLETIONS
    }

    public DrillSwitches {
        without = Set.copyOf(without);
    }

    boolean has(Protection protection) {
        return !without.contains(protection);
    }
}
