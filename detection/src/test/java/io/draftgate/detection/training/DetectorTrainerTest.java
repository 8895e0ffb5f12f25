package io.draftgate.detection.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.Detector;
import io.draftgate.detection.DetectorFormatException;
import io.draftgate.detection.SuspectText;
import io.draftgate.detection.likelihood.LanguageModel;
import io.draftgate.gpt2.model.Gpt2;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DetectorTrainerTest {

    private Detector detector;

    private static Detector train() throws InterruptedException {
        List<String> books =
                ToyTexts.rows(99, 20).stream().map(LabelledText::text).toList();
        return new DetectorTrainer(LanguageModel.of(Gpt2.bundled()), ToyTexts.OPTIONS, TrainingProgress.NONE)
                .train(ToyTexts.rows(1, 120), books);
    }

    @BeforeAll
    void trainOnce() throws InterruptedException {
        detector = train();
    }

    @AfterAll
    void close() {
        detector.close();
    }

    @Test
    void shouldLearnWhatCanBeLearned() throws InterruptedException {
        DetectorEvaluation evaluation = DetectorEvaluation.of(detector, ToyTexts.rows(2, 60), TrainingProgress.NONE);

        EvaluationFigures overall = evaluation.overall();
        assertEquals(60, overall.n());
        assertTrue(overall.auroc().value() > 0.95, evaluation::toString);
        assertTrue(overall.tprAtFpr().get("0.05").value() > 0.8, evaluation::toString);
    }

    @Test
    void shouldMeasureEveryPartWithItsInterval() throws InterruptedException {
        DetectorEvaluation evaluation = DetectorEvaluation.of(detector, ToyTexts.rows(2, 60), TrainingProgress.NONE);

        assertEquals(
                List.of("domain toy", "generator toy", "length 160-299"),
                evaluation.groups().stream()
                        .map(group -> group.dimension() + " " + group.name())
                        .toList());
        evaluation.groups().forEach(group -> {
            Estimate auroc = group.figures().auroc();
            assertTrue(auroc.low() <= auroc.value() && auroc.value() <= auroc.high(), group::toString);
        });
    }

    @Test
    void shouldTrainTheSameDetectorFromTheSameRows() throws InterruptedException {
        try (Detector again = train()) {
            assertEquals(detector.digest(), again.digest());
        }
    }

    @Test
    void shouldOpenWhatItSaved(@TempDir Path folder) {
        Path file = folder.resolve("own.detector");
        detector.save(file);

        try (Detector opened = Detector.open(file)) {
            SuspectText text = SuspectText.of(ToyTexts.rows(3, 1).get(0).text());
            assertEquals(detector.digest(), opened.digest());
            assertEquals(detector.card(), opened.card());
            assertEquals(detector.detect(text), opened.detect(text));
        }
    }

    @Test
    void shouldRefuseADamagedFileInOneLine(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("own.detector");
        detector.save(file);
        byte[] bytes = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(file, "truncated or damaged");
        Files.write(file, Arrays.copyOf(bytes, 10));
        assertRefused(file, "not a detector file");
        Files.write(file, new byte[0]);
        assertRefused(file, "not a detector file");
        String header = new String(bytes, 0, 100, StandardCharsets.ISO_8859_1);
        byte[] newer = bytes.clone();
        newer[header.indexOf(" 3 ") + 1] = '9';
        Files.write(file, newer);
        assertRefused(file, "format version 9, this release reads version 3");
    }

    @Test
    void shouldRefuseRowsOfOneSource() {
        DetectorTrainer trainer =
                new DetectorTrainer(LanguageModel.of(Gpt2.bundled()), ToyTexts.OPTIONS, TrainingProgress.NONE);
        List<LabelledText> rows = ToyTexts.rows(1, 30).stream()
                .filter(row -> row.source().equals("source-1"))
                .toList();

        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> trainer.train(rows, List.of()));

        assertTrue(refused.getMessage().contains("expected at least 2"), refused::getMessage);
    }

    @Test
    void shouldStopWhenItsThreadIsInterrupted() {
        DetectorTrainer trainer =
                new DetectorTrainer(LanguageModel.of(Gpt2.bundled()), ToyTexts.OPTIONS, (stage, done, total) -> {
                    if (stage.startsWith("Measuring") && done == 5) {
                        Thread.currentThread().interrupt();
                    }
                });

        assertThrows(InterruptedException.class, () -> trainer.train(ToyTexts.rows(1, 120), List.of()));
    }

    private static void assertRefused(Path file, String why) {
        DetectorFormatException refused = assertThrows(
                DetectorFormatException.class, () -> Detector.open(file).close());
        assertTrue(refused.getMessage().contains(why), refused::getMessage);
        assertEquals(1, refused.getMessage().lines().count());
    }
}
