package io.draftgate.review.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down whoever guesses passwords: after a few failures in a row, a name and an address each wait, twice as long after every
 * further one. Thread-safe.
 */
final class LoginLimit {
    /** A mistyped password or two cost nothing. */
    private static final int FREE_FAILURES = 5;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    /** Of names and addresses; the oldest are forgotten, so that an attack fills no memory. */
    private static final int MAX_REMEMBERED = 10_000;

    private record Failures(int count, Instant blockedUntil) {}

    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    LoginLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** How long an attempt has to wait; zero if it may be made. */
    synchronized Duration waitFor(String who) {
        Failures known = failures.get(who);
        Instant now = clock.instant();
        return known == null || !known.blockedUntil().isAfter(now)
                ? Duration.ZERO
                : Duration.between(now, known.blockedUntil());
    }

    synchronized void failed(String who) {
        Failures known = failures.remove(who);
        int count = known == null ? 1 : known.count() + 1;
        failures.put(who, new Failures(count, clock.instant().plus(waitAfter(count))));
        Iterator<String> oldest = failures.keySet().iterator();
        while (failures.size() > MAX_REMEMBERED) {
            oldest.next();
            oldest.remove();
        }
    }

    synchronized void succeeded(String who) {
        failures.remove(who);
    }

    private static Duration waitAfter(int count) {
        if (count < FREE_FAILURES) {
            return Duration.ZERO;
        }
        int doublings = Math.min(count - FREE_FAILURES, 20);
        Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
