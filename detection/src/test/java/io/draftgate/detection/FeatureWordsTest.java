package io.draftgate.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            books.band-1                        | 0.069 | 0.100 | uses 31 % fewer rare words than human text of this length
            classes.article                     | 12    | 8     | uses 50 % more articles than human text of this length
            vocabulary.types-40                 | 0.6   | 0.8   | varies its words 25 % less within 40 words than human text of this length
            vocabulary.again-within-8           | 0.2   | 0.1   | comes back to a word within 8 words 100 % more often than human text of this length
            likelihood.log-probability-mean     | -2    | -4    | uses tokens that are likelier to the language model, compared with human text of this length
            likelihood.log-rank-mean            | 1     | 2     | uses tokens that are likelier to the language model, compared with human text of this length
            contrast.difference-mean            | 1     | 0.2   | surprises n-grams of books more than the language model, compared with human text of this length
            contrast.mixture-20-mean            | -1    | 0     | surprises n-grams of books more than the language model, compared with human text of this length
            masked.truncated-human-mean         | 1     | 0     | The order of its words is closer to text drawn from the likeliest tokens than to a person's than human text of this length
            """)
    void shouldTellTheDifferenceInWords(String feature, double value, double human, String words) {
        assertEquals(words, FeatureWords.of(feature, value, human));
    }

    @Test
    void shouldHaveWordsForEveryFeature() {
        try (Detector detector = Detector.bundled()) {
            for (String name : detector.definition().ensemble().standardiser().names()) {
                assertTrue(FeatureWords.of(name, 1, 2).contains("human text of this length"), name);
                assertTrue(FeatureWords.of(name, 2, 1).length() < 220, name);
            }
        }
    }
}
