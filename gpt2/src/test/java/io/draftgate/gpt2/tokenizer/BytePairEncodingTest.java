package io.draftgate.gpt2.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.gpt2.folder.ModelFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BytePairEncodingTest {
    private final Path folder = Path.of(
                    BytePairEncodingTest.class.getResource("vocab.json").toURI())
            .getParent();
    private final BytePairEncoding tokenizer = new TokenizerReader(ModelFiles.in(folder)).read();

    BytePairEncodingTest() throws URISyntaxException {}

    @Test
    void shouldEncodeTheAwkwardTextsAsTheReleasedEncoderDoes() throws IOException {
        // Given
        List<String> lines = Files.readAllLines(folder.resolve("golden.jsonl"));
        assertEquals(30, lines.size());
        for (String line : lines) {
            JsonNode golden = new ObjectMapper().readTree(line);
            String text = golden.path("text").textValue();

            // When
            int[] ids = tokenizer.encode(text);

            // Then
            List<Integer> expected = IntStream.range(0, golden.path("ids").size())
                    .mapToObj(i -> golden.path("ids").get(i).intValue())
                    .toList();
            assertEquals(expected, Arrays.stream(ids).boxed().toList(), text);
            if (golden.path("roundtrip").booleanValue()) {
                assertEquals(text, tokenizer.decode(ids));
            }
        }
    }

    @Test
    void shouldReadTheEndOfTextMarkInATextAsText() {
        // When
        int[] ids = tokenizer.encode("<|endoftext|>");

        // Then
        assertFalse(Arrays.stream(ids).anyMatch(id -> id == tokenizer.endOfText()));
        assertEquals("<|endoftext|>", tokenizer.decode(ids));
        assertEquals("<|endoftext|>", tokenizer.decode(new int[] {tokenizer.endOfText()}));
    }

    @Test
    void shouldEncodeALongRunOfOneLetterInGoodTime() {
        // Given
        List<String> hostile =
                List.of("a".repeat(20_000), "a ".repeat(20_000), " ".repeat(200_000), "é日".repeat(20_000));
        for (String text : hostile) {
            // When
            int[] ids = assertTimeout(Duration.ofSeconds(5), () -> tokenizer.encode(text));

            // Then
            assertEquals(text, tokenizer.decode(ids));
        }
    }

    @Test
    void shouldDecodeWhatItEncodedWhateverTheText() {
        var random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            // Given
            String text = random.ints(random.nextInt(40), 0, 0x3000)
                    .map(codePoint -> random.nextInt(3) == 0 ? codePoint : codePoint % 128)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());

            // When
            String decoded = tokenizer.decode(tokenizer.encode(text));

            // Then
            assertEquals(text, decoded);
        }
    }

    @Test
    void shouldMergeAsTheRoundsOfTheReleasedEncoderDo() {
        var random = new Random(2);
        for (int i = 0; i < 300; i++) {
            // Given: one word of few letters, so that pairs repeat and overlap
            String word = random.ints(1 + random.nextInt(60), 0, 4)
                    .mapToObj(letter -> String.valueOf("aest".charAt(letter)))
                    .collect(Collectors.joining());

            // When
            int[] ids = tokenizer.encode(word);

            // Then
            assertArrayEquals(mergedInRounds(word), ids, word);
        }
    }

    @Test
    void shouldReadAnUnpairedSurrogateAsTheReplacementCharacter() {
        assertEquals("a\uFFFDb\u0000", tokenizer.decode(tokenizer.encode("a\uD800b\u0000")));
        assertEquals("\uFFFD\uFFFD", tokenizer.decode(tokenizer.encode("\uDC00\uD800")));
    }

    @Test
    void shouldJoinTheBytesOfACharacterThatTokensSplit() {
        // Given
        int[] ids = tokenizer.encode("😀");

        // Then
        assertTrue(ids.length > 1);
        assertEquals("😀", tokenizer.decode(ids));
    }

    @Test
    void shouldRefuseAnIdOutsideTheVocabulary() {
        var tooHigh = assertThrows(IllegalArgumentException.class, () -> tokenizer.decode(new int[] {50257}));
        assertEquals("token 50257, expected 0 to 50256", tooHigh.getMessage());
    }

    /** The encoder as it was released: in each round the earliest merge is applied to the whole word. */
    private int[] mergedInRounds(String word) {
        List<String> merges;
        try {
            merges = Files.readAllLines(folder.resolve("merges.txt"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> symbols = Arrays.asList(word.split(""));
        for (boolean merging = true; merging; ) {
            merging = false;
            int best = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < symbols.size(); i++) {
                int rank = ranks(merges).getOrDefault(symbols.get(i) + " " + symbols.get(i + 1), Integer.MAX_VALUE);
                best = Math.min(best, rank);
            }
            if (best < Integer.MAX_VALUE) {
                symbols = applied(symbols, merges.get(best).split(" "));
                merging = true;
            }
        }
        return symbols.stream().mapToInt(symbol -> tokenizer.encode(symbol)[0]).toArray();
    }

    private Map<String, Integer> ranks;

    private Map<String, Integer> ranks(List<String> merges) {
        if (ranks == null) {
            ranks = new HashMap<>();
            for (int i = 0; i < merges.size(); i++) {
                ranks.putIfAbsent(merges.get(i), i);
            }
        }
        return ranks;
    }

    private static List<String> applied(List<String> symbols, String[] pair) {
        var out = new ArrayList<String>();
        for (int i = 0; i < symbols.size(); i++) {
            if (i + 1 < symbols.size()
                    && symbols.get(i).equals(pair[0])
                    && symbols.get(i + 1).equals(pair[1])) {
                out.add(pair[0] + pair[1]);
                i++;
            } else {
                out.add(symbols.get(i));
            }
        }
        return out;
    }
}
