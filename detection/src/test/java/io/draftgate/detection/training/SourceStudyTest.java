package io.draftgate.detection.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SourceStudyTest {

    private static final Set<String> TITLES =
            Design.ALL.stream().map(Design::title).collect(Collectors.toSet());

    /** Held, so that its level is not forgotten: Tribuo tells of every tree. */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    @BeforeAll
    static void silence() {
        TRIBUO.setLevel(Level.WARNING);
    }

    private static SourceReport study(List<LabelledText> rows, Set<Design> designs) throws InterruptedException {
        try (Gpt2 model = Gpt2.bundled()) {
            BytePairEncoding encoding = model.tokenizer();
            List<String> books =
                    ToyTexts.rows(99, 20).stream().map(LabelledText::text).toList();
            return new SourceStudy(encoding, ToyTexts.OPTIONS, designs, TrainingProgress.NONE).run(rows, books);
        }
    }

    @Test
    void shouldJudgeEveryDesignOnEveryCollectionThatItHadNotLearnedFrom() throws InterruptedException {
        // When
        SourceReport report = study(ToyTexts.rows(1, 120), Design.ALL);

        // Then
        assertEquals(
                Set.of("source-0", "source-1", "source-2"),
                report.results().stream().map(SourceReport.Result::collection).collect(Collectors.toSet()));
        assertEquals(3 * TITLES.size(), report.results().size());
        assertEquals(
                TITLES,
                report.results().stream().map(SourceReport.Result::design).collect(Collectors.toSet()));
        for (SourceReport.Result result : report.results()) {
            assertTrue(result.auroc().value() > 0.8, result::toString);
            assertEquals(20, result.machine(), result::toString);
        }
    }

    @Test
    void shouldAskForThreeCollections() {
        List<LabelledText> two = ToyTexts.rows(1, 60).stream()
                .filter(row -> !row.source().equals("source-2"))
                .toList();

        assertThrows(IllegalArgumentException.class, () -> study(two, Design.ALL));
    }

    @Test
    void shouldCompareTheDesignsThatAreAskedFor() throws InterruptedException {
        // When
        SourceReport report = study(ToyTexts.rows(1, 120), Set.of(Design.HASHED_NGRAMS));

        // Then
        assertEquals(
                Set.of(Design.HASHED_NGRAMS.title()),
                report.results().stream().map(SourceReport.Result::design).collect(Collectors.toSet()));
        assertEquals(List.of(), report.transfers());
    }
}
