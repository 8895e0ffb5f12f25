package io.draftgate.cli.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Measures from each fault to the next draft that was generated and routed after it. Confined to one thread. */
final class RecoveryTimes {
    private final InstantSource clock;
    private final List<Instant> open = new ArrayList<>();
    private Duration longest = Duration.ZERO;

    RecoveryTimes(InstantSource clock) {
        this.clock = clock;
    }

    /** Something was hit just now. */
    void struck() {
        open.add(clock.instant());
    }

    /** A committed outcome was read just now; one that was generated before a fault says nothing about it. */
    void read(Outcome outcome) {
        if (!outcome.isDraft()) {
            return;
        }
        Instant now = clock.instant();
        open.stream()
                .filter(fault -> outcome.at().isAfter(fault))
                .map(fault -> Duration.between(fault, now))
                .forEach(recovery -> longest = recovery.compareTo(longest) > 0 ? recovery : longest);
        open.removeIf(fault -> outcome.at().isAfter(fault));
    }

    Duration longest() {
        return longest;
    }
}
