package io.draftgate.detection.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.text.Disguise.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalisedTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            “It’s”—he said…      | "It's"--he said...
            a \t  b              | a b
            ｆｕｌｌ              | full
            𝐛𝐨𝐥𝐝                | bold
            cafe\u0301           | café
            pаypаl               | paypal
            привет               | привет
            naïve façade         | naïve façade
            """)
    void shouldWriteOneForm(String original, String canonical) {
        assertEquals(canonical, NormalisedText.of(original).text());
    }

    @Test
    void shouldKeepTheEvidenceOfWhatWasHidden() {
        NormalisedText text = NormalisedText.of("p\u0430yp\u0430l\u200B\u202E \uD83D \uFF41\u00A0x\u0007");

        assertEquals(
                List.of(
                        new Disguise(Kind.INVISIBLE, 1),
                        new Disguise(Kind.BIDI_CONTROL, 1),
                        new Disguise(Kind.CONTROL, 1),
                        new Disguise(Kind.BROKEN_SURROGATE, 1),
                        new Disguise(Kind.ODD_SPACE, 1),
                        new Disguise(Kind.HOMOGLYPH, 2),
                        new Disguise(Kind.COMPATIBILITY_FORM, 1)),
                text.disguises());
    }

    @Test
    void shouldNotSuspectEmojiAndTypography() {
        NormalisedText text = NormalisedText.of("“Family” \uD83D\uDC69\u200D\uD83D\uDC67 – naïve, ½, Ελλάδα.\n\nNext");

        assertTrue(text.disguises().isEmpty(), () -> text.disguises().toString());
    }

    @Test
    void shouldKnowWhereEachCharacterCameFrom() {
        Random random = new Random(3);
        String alphabet = "ab \u200B\uFB01\u2026\u00A0\u0430e\u0301x\uD83D\uDE00\uD83D";
        for (int round = 0; round < 500; round++) {
            StringBuilder original = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                original.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            NormalisedText text = NormalisedText.of(original.toString());
            int before = 0;
            for (int i = 0; i <= text.text().length(); i++) {
                int origin = text.origin(i);
                assertTrue(origin >= before && origin <= original.length(), original::toString);
                before = origin;
            }
            assertEquals(original.length(), before);
        }
    }

    @Test
    void shouldLookOnlyAtTheBeginningOfALongText() {
        NormalisedText text = NormalisedText.of("x".repeat(10_000_000));

        assertTrue(text.isCut());
        assertEquals(NormalisedText.MAX_CHARACTERS, text.text().length());
        assertFalse(NormalisedText.of("").isCut());
    }
}
