package io.draftgate.release.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.release.gate.EvidenceDemand.DetectorRecall;
import io.draftgate.release.gate.Statement.Finding;
import io.draftgate.release.sampling.Risks;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvidenceFileTest {
    private static final GateRule RULE = new GateRule(
            "g",
            List.of("*"),
            List.of("*"),
            List.of("*"),
            GateMode.AUTOMATIC,
            new EvidenceDemand(
                    Optional.of(new Risks(0.05, 0.30, 0.10, 0.10)), Optional.of(new DetectorRecall(0.8, 0.01)), true),
            GateMode.REVIEW);
    private static final Statement.Opening OPENING =
            new Statement.Opening("g", RULE.digest(), "1", List.of("sha256:m"), "sha256:d", "", "tried");

    private static EvidenceFile file(int sample, int inspected, int defective, double recall) {
        return new EvidenceFile(
                Optional.of(new Statement.Sample("g", "seed", List.of(), 100, items(sample))),
                IntStream.range(0, inspected)
                        .mapToObj(i -> new Statement.Inspection(
                                "g",
                                items(sample).get(i),
                                i < defective ? Finding.DEFECTIVE : Finding.CONFORMING,
                                "ann",
                                ""))
                        .toList(),
                List.of(new Statement.DetectorFigures("g", "sha256:d", recall, 0.01, 500)),
                List.of(new Statement.Card("g", "sha256:m", "sha256:c")));
    }

    private static List<String> items(int n) {
        return IntStream.range(0, n).mapToObj(i -> "t/" + i + "/0").toList();
    }

    @Test
    void shouldFindNothingAgainstAGateThatHasAllItsEvidence() {
        assertEquals(List.of(), file(20, 20, 1, 0.8).objections(RULE, OPENING));
    }

    @Test
    void shouldNameEveryPieceThatIsMissing() {
        EvidenceFile empty = new EvidenceFile(Optional.empty(), List.of(), List.of(), List.of());

        assertEquals(3, empty.objections(RULE, OPENING).size());
    }

    @Test
    void shouldNotAcceptASampleThatIsNotInspectedToItsEnd() {
        assertEquals(
                List.of("of the sample of 20 drafts 19 are inspected"),
                file(20, 19, 0, 0.8).objections(RULE, OPENING));
    }

    @Test
    void shouldNotAcceptTooManyDefects() {
        assertTrue(file(20, 20, 5, 0.8).objections(RULE, OPENING).get(0).contains("5 defective is not accepted"));
    }

    @Test
    void shouldNotAcceptADetectorThatRecognisesTooLittle() {
        assertEquals(
                List.of("the detector's recall is 0.79, expected at least 0.8"),
                file(20, 20, 0, 0.79).objections(RULE, OPENING));
    }

    @Test
    void shouldCountADraftAsDefectiveWhenAnyReviewerSaysSo() {
        EvidenceFile twice = new EvidenceFile(
                Optional.of(new Statement.Sample("g", "seed", List.of(), 1, items(1))),
                List.of(
                        new Statement.Inspection("g", "t/0/0", Finding.CONFORMING, "ann", ""),
                        new Statement.Inspection("g", "t/0/0", Finding.DEFECTIVE, "bob", "")),
                List.of(),
                List.of());

        assertEquals(new EvidenceFile.SampleResult(1, 1), twice.result());
    }
}
