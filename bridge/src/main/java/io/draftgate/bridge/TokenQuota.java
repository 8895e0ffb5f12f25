package io.draftgate.bridge;

import java.time.Duration;
import java.time.Instant;

/**
 * A token bucket that holds a minute's worth. One work may overdraw it, whatever its size; the next waits until the debt is paid.
 * Confined to the stream thread.
 */
final class TokenQuota {
    private static final double MILLIS_PER_MINUTE = Duration.ofMinutes(1).toMillis();

    private final double tokensPerMinute;
    private double level;
    private Instant filledAt;

    /** @param tokensPerMinute 0 is no limit */
    TokenQuota(long tokensPerMinute, Instant now) {
        this.tokensPerMinute = tokensPerMinute;
        this.level = tokensPerMinute;
        this.filledAt = now;
    }

    /** Whether a work may start. */
    boolean allows(Instant now) {
        fill(now);
        return tokensPerMinute == 0 || level > 0;
    }

    /** Whether nothing is owed and nothing was taken lately. */
    boolean isFull(Instant now) {
        fill(now);
        return level >= tokensPerMinute;
    }

    /** @param tokens negative gives back what was taken too much */
    void take(long tokens) {
        if (tokensPerMinute > 0) {
            level = Math.min(tokensPerMinute, level - tokens);
        }
    }

    private void fill(Instant now) {
        if (now.isAfter(filledAt)) {
            double minutes = Duration.between(filledAt, now).toMillis() / MILLIS_PER_MINUTE;
            level = Math.min(tokensPerMinute, level + minutes * tokensPerMinute);
            filledAt = now;
        }
    }
}
