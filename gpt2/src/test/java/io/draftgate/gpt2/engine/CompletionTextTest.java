package io.draftgate.gpt2.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompletionTextTest {

    @Test
    void shouldTellNothingOfACharacterBeforeItIsWhole() {
        // Given: a crab of four bytes, one token each
        CompletionText text = new CompletionText(List.of());
        byte[] crab = "\uD83E\uDD80".getBytes(StandardCharsets.UTF_8);

        // Then
        for (int i = 0; i < 3; i++) {
            text.append(new byte[] {crab[i]}, true);
            assertEquals("", text.fresh(false));
        }
        text.append(new byte[] {crab[3]}, true);
        assertEquals("\uD83E\uDD80", text.fresh(false));
        assertEquals("", text.fresh(true));
    }

    @Test
    void shouldHoldBackWhatAStopStringMayTakeBack() {
        // Given
        CompletionText text = new CompletionText(List.of("END", "E."));

        // Then
        assertFalse(append(text, "the E", true));
        assertEquals("the ", text.fresh(false));
        assertFalse(append(text, "N", true));
        assertEquals("", text.fresh(false));
        assertFalse(append(text, "x", true));
        assertEquals("ENx", text.fresh(false));
        assertFalse(append(text, "EN", true));
        assertTrue(append(text, "D of it", true));
        assertEquals("", text.fresh(true));
        assertEquals("the ENx", text.text());
    }

    @Test
    void shouldFindNoStopStringThatBeginsBeforeItMay() {
        // Given
        CompletionText text = new CompletionText(List.of("aa"));

        // Then
        assertFalse(append(text, "aa", false));
        assertFalse(append(text, "a", true));
        assertTrue(append(text, "a", true));
        assertEquals("aa", text.text());
    }

    @Test
    void shouldTellInPartsExactlyWhatItsTextIs() {
        Random random = new Random(6);
        for (int round = 0; round < 3000; round++) {
            // Given: any bytes, many of them parts of characters, and stop strings of few letters
            CompletionText text =
                    new CompletionText(random.nextBoolean() ? List.of() : List.of("ab", "aab", "\u00E9a"));
            StringBuilder told = new StringBuilder();
            List<byte[]> all = new ArrayList<>();
            boolean isStopped = false;

            // When
            for (int token = random.nextInt(12); token > 0 && !isStopped; token--) {
                byte[] bytes = bytes(random);
                all.add(bytes);
                isStopped = text.append(bytes, true);
                told.append(text.fresh(isStopped || token == 1));
            }
            told.append(text.fresh(true));

            // Then
            assertEquals(
                    text.text(),
                    told.toString(),
                    () -> all.stream().map(Arrays::toString).toList().toString());
        }
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(4)];
        byte[] usual = "aab\u00E9\u20AC\uD83E\uDD80\u0000\u00FF".getBytes(StandardCharsets.UTF_8);
        int from = random.nextInt(usual.length);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = random.nextInt(6) == 0 ? (byte) random.nextInt(256) : usual[(from + i) % usual.length];
        }
        return bytes;
    }

    private static boolean append(CompletionText text, String token, boolean mayStop) {
        return text.append(token.getBytes(StandardCharsets.UTF_8), mayStop);
    }
}
