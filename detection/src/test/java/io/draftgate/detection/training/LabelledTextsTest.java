package io.draftgate.detection.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.model.Regime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelledTextsTest {

    @Test
    void shouldReadWhatItWroteCompressedOrNot(@TempDir Path folder) {
        List<LabelledText> texts = List.of(
                new LabelledText("a \"text\"\nof two lines", true, "gpt2", "web", "top_k=40", "here:file", "7"),
                new LabelledText("another", false, "", "", "", "", ""));
        for (String name : List.of("rows.jsonl", "rows.jsonl.gz")) {
            Path file = folder.resolve(name);
            LabelledTexts.write(file, texts);

            assertEquals(texts, LabelledTexts.read(file));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"text": "a", "label": "robot"} | label is 'robot', expected human or machine
            {"label": "human"}              | text is missing, expected a string
            not json                        | not JSON
            """)
    void shouldNameFileAndLineOfABrokenRow(String row, String problem, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("rows.jsonl");
        Files.writeString(file, "{\"text\": \"fine\", \"label\": \"human\"}\n\n" + row + "\n");

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> LabelledTexts.read(file));

        assertTrue(refused.getMessage().startsWith(file + ":3: " + problem), refused::getMessage);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            temperature=1.0, no truncation                        | a:b       | UNTRUNCATED
            top_k=40                                              | a:b       | TRUNCATED
            top_p=0.99, no_repeat_ngram=3                         | a:b       | NEARLY_WHOLE
            temperature=0.7 top_p=0.9                             | a:b       | TRUNCATED
            contrastive search                                    | a:b       | TRUNCATED
            temperature=1.0 top_k=0 top_p=1.00                    | draftgate | OWN_WHOLE
            temperature=0.7 top_k=0 top_p=1.00                    | draftgate | OWN_TRUNCATED
            temperature=1.0 top_k=40 top_p=1.00                   | draftgate | OWN_TRUNCATED
            temperature=0.9 top_k=0 top_p=0.95                    | draftgate | OWN_TRUNCATED
            temperature=1.0 top_k=0 top_p=1.00 repetition_penalty=1.20 | draftgate | OWN_PENALISED
            temperature=1.0 top_k=0 top_p=1.00 repetition_penalty=1.00 | draftgate | OWN_WHOLE
            """)
    void shouldKnowTheRegimeByTheDecoding(String decoding, String source, Regime regime) {
        assertEquals(regime, new LabelledText("", true, "", "", decoding, source, "").regime());
    }
}
