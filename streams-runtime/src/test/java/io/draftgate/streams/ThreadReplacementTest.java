package io.draftgate.streams;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {
    private static final StreamsException REFUSED_COMMIT =
            new StreamsException("commit", new InvalidTxnStateException("aborted meanwhile"));

    private Instant now = Instant.EPOCH;
    private final ThreadReplacement replacement = new ThreadReplacement(() -> now);

    @Test
    void shouldReplaceAThreadWhoseTransactionABrokerRefused() {
        assertTrue(replacement.allows(REFUSED_COMMIT));
    }

    @Test
    void shouldNotReplaceAThreadThatEndedByABug() {
        assertFalse(replacement.allows(new StreamsException("process", new IllegalStateException("bug"))));
    }

    @Test
    void shouldGiveUpWhenThreadsKeepEnding() {
        for (int i = 0; i < ThreadReplacement.MAX_REPLACEMENTS; i++) {
            assertTrue(replacement.allows(REFUSED_COMMIT));
        }

        assertFalse(replacement.allows(REFUSED_COMMIT));
    }

    @Test
    void shouldForgetReplacementsOfLongAgo() {
        for (int i = 0; i < ThreadReplacement.MAX_REPLACEMENTS; i++) {
            replacement.allows(REFUSED_COMMIT);
        }
        now = now.plus(ThreadReplacement.WINDOW).plus(Duration.ofMillis(1));

        assertTrue(replacement.allows(REFUSED_COMMIT));
    }
}
