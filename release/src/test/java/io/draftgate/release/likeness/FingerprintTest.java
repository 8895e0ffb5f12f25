package io.draftgate.release.likeness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.release.likeness.TextMatch.Degree;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static String words(long seed, int count) {
        return new Random(seed).ints(count, 0, 400).mapToObj(word -> "w" + word).collect(Collectors.joining(" "));
    }

    private static Degree degree(String asked, String seen) {
        return Fingerprint.of(asked).match(Fingerprint.of(seen)).degree();
    }

    @Test
    void shouldKnowTheSameTextWhateverItsSpacing() {
        assertEquals(Degree.EXACT, degree(" The goose\nsaid  nothing. ", "The goose said nothing."));
    }

    @Test
    void shouldKnowATextAgainOfWhichSomeWordsWereChanged() {
        String text = words(1, 200);
        String edited = text.replaceFirst("^\\w+", "Changed")
                .replaceFirst("\\w+$", "changed")
                .toUpperCase(java.util.Locale.ROOT);

        assertEquals(Degree.NEAR_DUPLICATE, degree(edited, text));
    }

    @Test
    void shouldKnowAQuotation() {
        String text = words(2, 300);
        String excerpt = text.substring(200, 400);

        TextMatch match = Fingerprint.of(excerpt).match(Fingerprint.of(text));

        assertEquals(Degree.EXCERPT, match.degree());
        assertTrue(match.containment() > 0.9 && match.resemblance() < 0.5, () -> match.toString());
    }

    @Test
    void shouldNotCallAFewCommonWordsAQuotation() {
        assertEquals(Degree.NONE, degree("once upon a time there was a", "once upon a time there was a king who"));
    }

    @Test
    void shouldNotMistakeTextsOfDifferentOrigin() {
        long mistaken = IntStream.range(0, 2_000)
                .filter(i -> degree(words(i, 60), words(10_000 + i, 60)) != Degree.NONE)
                .count();

        assertEquals(0, mistaken);
    }

    @Test
    void shouldEstimateResemblanceWithinItsStandardError() {
        // Given 100 pairs of long texts of which each second half is the same
        double squares = IntStream.range(0, 100)
                .mapToDouble(i -> {
                    String shared = words(i, 1_000);
                    Shingles one = Shingles.of(words(1_000 + i, 1_000) + " " + shared);
                    Shingles other = Shingles.of(words(2_000 + i, 1_000) + " " + shared);
                    double error = Sketch.of(one).resemblance(Sketch.of(other)) - one.resemblance(other);
                    return error * error;
                })
                .sum();

        assertTrue(Math.sqrt(squares / 100) < 0.5 / Math.sqrt(Sketch.SIZE), () -> "" + Math.sqrt(squares / 100));
    }

    @Test
    void shouldHaveNothingToSayOfATextWithoutWords() {
        assertEquals(Degree.NONE, degree("...", "!!!"));
    }
}
