package io.draftgate.review.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who has signed in. Held in memory: after a restart everybody signs in again. Thread-safe. */
final class Sessions {
    /** A working day. */
    static final Duration LONGEST = Duration.ofHours(10);

    /** A desk that was left. */
    static final Duration IDLE = Duration.ofHours(1);

    private static final int TOKEN_BYTES = 32;

    private record Open(Session session, Instant begun, Instant used) {}

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Open> open = new HashMap<>();

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Begins a session and returns the token that names it. */
    synchronized String begin(String reviewer) {
        Instant now = clock.instant();
        open.values().removeIf(session -> isOver(session, now));
        String token = token();
        open.put(token, new Open(new Session(reviewer, token(), true), now, now));
        return token;
    }

    synchronized Optional<Session> find(String token) {
        Open found = open.get(token);
        Instant now = clock.instant();
        if (found == null || isOver(found, now)) {
            open.remove(token);
            return Optional.empty();
        }
        open.put(token, new Open(found.session(), found.begun(), now));
        return Optional.of(found.session());
    }

    synchronized void end(String token) {
        open.remove(token);
    }

    private static boolean isOver(Open session, Instant now) {
        return session.begun().plus(LONGEST).isBefore(now)
                || session.used().plus(IDLE).isBefore(now);
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
