package io.draftgate.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.feature.Reading;
import io.draftgate.gpt2.TokenTrace;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DetectorTest {

    /** Dickens, A Tale of Two Cities, 1859, in the public domain. */
    private static final String HUMAN =
            "Dear me, how it rained that night! The coach toiled up the hill through the mire, and"
                    + " the guard, with one hand on his blunderbuss, suspected the passengers, the passengers suspected one another and"
                    + " the guard, they all suspected everybody else, and the coachman was sure of nothing but the horses; as to which"
                    + " cattle he could with a clear conscience have taken his oath on the two Testaments that they were not fit for"
                    + " the journey.";

    private Detector detector;

    @BeforeAll
    void open() {
        detector = Detector.bundled();
    }

    @AfterAll
    void close() {
        detector.close();
    }

    static List<String> strangeTexts() {
        Random random = new Random(17);
        return List.of(
                "",
                " \n\t ",
                "word",
                "a".repeat(1_000_000),
                "a ".repeat(500_000),
                (HUMAN + " ").repeat(25_000),
                "\uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDC67".repeat(500),
                "\uD83D".repeat(1_000),
                "\u0000\u0001\u0007\u001B".repeat(1_000),
                "\u200B\u202E\u2066".repeat(1_000),
                "Съешь же ещё этих мягких французских булок, да выпей чаю. ".repeat(20),
                "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。".repeat(20),
                "1234567890 ".repeat(200),
                ".,;:!?-()".repeat(200),
                random.ints(20_000, 0, 0x10000)
                        .collect(StringBuilder::new, (text, unit) -> text.append((char) unit), StringBuilder::append)
                        .toString());
    }

    @ParameterizedTest
    @MethodSource("strangeTexts")
    void shouldAnswerWhateverTheText(String text) {
        Detection detection = assertTimeout(Duration.ofSeconds(20), () -> detector.detect(SuspectText.of(text)));

        assertFalse(detection.isFailed(), () -> detection.reasons().toString());
        assertEquals(detector.digest(), detection.detectorDigest());
    }

    @Test
    void shouldSayThatATextIsTooShort() {
        Detection detection = detector.detect(SuspectText.of("Once upon a time there was a king."));

        assertEquals(Verdict.ABSTAIN, detection.verdict());
        assertEquals("too-short", detection.reasons().get(0).code());
        assertTrue(detection.probability().isEmpty());
    }

    @Test
    void shouldNotCallABookSynthetic() {
        Detection detection = detector.detect(SuspectText.of(HUMAN));

        assertFalse(detection.verdict() == Verdict.SYNTHETIC, detection::toString);
        assertTrue(detection.probability().orElseThrow() < 0.8, detection::toString);
    }

    @Test
    void shouldKeepTheEvidenceOfDisguise() {
        Detection detection = detector.detect(SuspectText.of(HUMAN.replace("passengers", "p\u0430ssengers\u200B")));

        assertEquals(
                List.of("hidden-invisible", "hidden-homoglyph"),
                detection.reasons().stream()
                        .map(Reason::code)
                        .filter(code -> code.startsWith("hidden"))
                        .toList());
    }

    @Test
    void shouldJudgeDisguisedTextLikePlainText() {
        Detection plain = detector.detect(SuspectText.of(HUMAN));
        Detection disguised = detector.detect(SuspectText.of(
                HUMAN.replace(" ", " \u200B").replace("a", "\u0430").replace("'", "\u2019")));

        assertEquals(plain.probability(), disguised.probability());
    }

    @Test
    void shouldUseATraceOfItsOwnModelOnly() {
        TokenTrace sure = new TokenTrace(
                Collections.nCopies(80, -0.01f), Collections.nCopies(80, 1), Collections.nCopies(80, 0.05f));
        double without = detector.score(SuspectText.of(HUMAN)).orElseThrow();

        double own = detector.score(SuspectText.of(
                        HUMAN,
                        new Reading(Collections.nCopies(80, 11), sure),
                        detector.card().languageModelDigest()))
                .orElseThrow();
        double foreign = detector.score(SuspectText.of(
                        HUMAN, new Reading(Collections.nCopies(80, 11), sure), "sha256:of-another-model"))
                .orElseThrow();

        assertEquals(without, foreign);
        assertTrue(own > without, own + " should be above " + without);
    }

    @Test
    void shouldGiveTheSameAnswerTwice() {
        assertEquals(detector.detect(SuspectText.of(HUMAN)), detector.detect(SuspectText.of(HUMAN)));
    }

    @Test
    void shouldJudgeTextsBesideEachOtherAsOneByOne() {
        // Given: more than are read at a time, strange ones among them
        List<SuspectText> suspects = Stream.concat(
                        strangeTexts().stream(), IntStream.range(0, 20).mapToObj(i -> HUMAN.substring(i * 9)))
                .map(SuspectText::of)
                .toList();

        // When
        List<Detection> together = detector.detectAll(suspects);

        // Then
        assertEquals(suspects.size(), together.size());
        for (int i = 0; i < suspects.size(); i++) {
            Detection alone = detector.detect(suspects.get(i));
            assertEquals(alone.verdict(), together.get(i).verdict());
            assertEquals(
                    alone.probability().orElse(-1),
                    together.get(i).probability().orElse(-1),
                    1e-4);
            assertEquals(alone.operatingPoint(), together.get(i).operatingPoint());
        }
    }
}
