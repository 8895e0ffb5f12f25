package io.draftgate.detection.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.Detector;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardeningReportTest {

    private static final int TEXTS = 14;

    private final List<LabelledText> texts = ToyTexts.rows(1, TEXTS);
    private Detector detector;

    @BeforeAll
    void open() {
        detector = Detector.bundled();
    }

    @AfterAll
    void close() {
        detector.close();
    }

    @Test
    void shouldTellWhatEachAttackCostsBesideNone() throws InterruptedException {
        // When
        HardeningReport report = HardeningReport.of(detector, texts, TrainingProgress.NONE);

        // Then
        assertEquals(TEXTS / 2, report.human());
        assertEquals(TEXTS / 2, report.machine());
        assertEquals(
                Attack.all().stream().map(Attack::name).toList(),
                report.attacks().stream().map(HardeningReport.Row::attack).toList());
        double unharmed = report.attacks().get(0).auroc();
        for (HardeningReport.Row row : report.attacks()) {
            assertEquals(row.auroc() - unharmed, row.aurocDelta(), 1e-12, row::attack);
        }
        assertTrue(report.attacks().stream().anyMatch(row -> row.aurocDelta() != 0), report::toString);
    }

    @Test
    void shouldSeeThroughWhatNormalisationUndoes() throws InterruptedException {
        List<HardeningReport.Row> attacks =
                HardeningReport.of(detector, texts, TrainingProgress.NONE).attacks();

        assertEquals(
                List.of(0.0, 0.0, 0.0, 0.0, 0.0),
                attacks.subList(0, 5).stream()
                        .map(HardeningReport.Row::aurocDelta)
                        .toList());
    }

    @Test
    void shouldStopBetweenTwoTextsWhenItIsInterrupted() {
        // Given
        int[] reached = {0};
        TrainingProgress interrupted = (stage, done, total) -> {
            reached[0] = done;
            if (done == 1) {
                Thread.currentThread().interrupt();
            }
        };

        // When, then
        assertThrows(InterruptedException.class, () -> HardeningReport.of(detector, texts, interrupted));
        assertEquals(1, reached[0]);
    }

    @Test
    void shouldRefuseTextsOfOneLabel() {
        List<LabelledText> machine =
                texts.stream().filter(LabelledText::machine).toList();

        assertThrows(
                IllegalArgumentException.class, () -> HardeningReport.of(detector, machine, TrainingProgress.NONE));
    }

    @Test
    void shouldReadAheadEveryTextOnceAndInOrder() {
        // Given
        List<String> all = texts.stream().map(LabelledText::text).toList();
        ReadAhead read = new ReadAhead(detector, all);

        // When, then
        for (String text : all) {
            assertTrue(read.hasNext());
            assertEquals(text, read.next().text());
        }
        assertThrows(NoSuchElementException.class, read::next);
    }
}
