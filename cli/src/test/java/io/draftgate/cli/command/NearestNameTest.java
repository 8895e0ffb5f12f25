package io.draftgate.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestNameTest {

    private static final List<String> NAMES =
            List.of("generate", "score", "screen", "topics", "--temperature", "--top-k");

    @Test
    void shouldFindWhatWasMeant() {
        assertEquals(Optional.of("generate"), NearestName.of("genrate", NAMES));
        assertEquals(Optional.of("screen"), NearestName.of("sceren", NAMES));
        assertEquals(Optional.of("--temperature"), NearestName.of("--temp", NAMES));
        assertEquals(Optional.of("--top-k"), NearestName.of("--topk", NAMES));
    }

    @Test
    void shouldNotGuessWildly() {
        assertEquals(Optional.empty(), NearestName.of("publish", NAMES));
        assertEquals(Optional.empty(), NearestName.of("x", NAMES));
    }
}
