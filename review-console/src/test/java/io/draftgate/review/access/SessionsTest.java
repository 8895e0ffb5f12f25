package io.draftgate.review.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final HandClock clock = new HandClock();
    private final Sessions sessions = new Sessions(clock);

    @Test
    void shouldKnowASessionByItsTokenOnly() {
        String token = sessions.begin("ann");

        assertEquals("ann", sessions.find(token).orElseThrow().reviewer());
        assertEquals(Optional.empty(), sessions.find("guess"));
        assertNotEquals(token, sessions.find(token).orElseThrow().csrfToken());
    }

    @Test
    void shouldEndASessionThatIsNotUsed() {
        String token = sessions.begin("ann");
        clock.advance(Sessions.IDLE);
        assertTrue(sessions.find(token).isPresent());

        clock.advance(Sessions.IDLE.plusSeconds(1));

        assertEquals(Optional.empty(), sessions.find(token));
    }

    @Test
    void shouldEndASessionAfterADayHoweverUsed() {
        String token = sessions.begin("ann");
        for (Duration used = Duration.ZERO; used.compareTo(Sessions.LONGEST) < 0; used = used.plus(Sessions.IDLE)) {
            assertTrue(sessions.find(token).isPresent());
            clock.advance(Sessions.IDLE);
        }

        clock.advance(Duration.ofSeconds(1));

        assertEquals(Optional.empty(), sessions.find(token));
    }
}
