package io.draftgate.gpt2.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreTokenizerTest {
    /** The released encoder's pattern. */
    private static final Pattern WORD = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final List<String> PIECES = List.of(
            "a", "Z", "é", "日", "ǅ", "ʰ", "𝒜", "1", "٣", "Ⅷ", "½", "𝟘", " ", "  ", "\t", "\n", "\r\n", "\u000B",
            "\u001C", "\u0085", "\u00A0", "\u2003", "\u2028", "\u2029", "\u3000", "\u180E", "\u200B", "\uFEFF", "\0",
            ".", "'", "'s", "'re", "'v", "'ve", "'ll", "'l", "'r", "'D", "’s", "_", "€", "😀", "\u0301", "\uD83D",
            "\uDE00", "\uE000", "\uFFFF");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldCutAnyTextWhereTheReleasedPatternCutsIt(long seed) {
        var random = new Random(seed);
        for (int n = 0; n < 5_000; n++) {
            // Given
            var text = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }

            // When, then
            assertEquals(wordsByPattern(text.toString()), words(text.toString()));
        }
    }

    @Test
    void shouldTellEveryCharacterAsTheReleasedPatternDoes() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            // Given: letters and spaces on both sides show which kind it is
            String text = "x" + Character.toString(codePoint) + " 1" + Character.toString(codePoint) + "  ";

            // When, then
            assertEquals(wordsByPattern(text), words(text), () -> text);
        }
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var cutter = new PreTokenizer(text);
        int end;
        for (int start = 0; start < text.length(); start = end) {
            end = cutter.end(start);
            words.add(text.substring(start, end));
        }
        return words;
    }

    private static List<String> wordsByPattern(String text) {
        var words = new ArrayList<String>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
