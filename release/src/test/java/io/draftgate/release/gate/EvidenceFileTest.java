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

    private static EvidenceFile file(int sample, int inspected, int defective, int recognised) {
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
                List.of(recall("sha256:m", 0.01, 500, recognised)),
                List.of(new Statement.Card("g", "sha256:m", "sha256:c")));
    }

    private static Statement.LoggedRecall recall(String model, double rate, int judged, int recognised) {
        return new Statement.LoggedRecall("g", "sha256:d", model, rate, List.of(), judged, recognised);
    }

    private static List<String> items(int n) {
        return IntStream.range(0, n).mapToObj(i -> "t/" + i + "/0").toList();
    }

    @Test
    void shouldFindNothingAgainstAGateThatHasAllItsEvidence() {
        assertEquals(List.of(), file(20, 20, 1, 430).objections(RULE, OPENING));
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
                file(20, 19, 0, 430).objections(RULE, OPENING));
    }

    @Test
    void shouldNotAcceptTooManyDefects() {
        assertTrue(file(20, 20, 5, 430).objections(RULE, OPENING).get(0).contains("5 defective is not accepted"));
    }

    @Test
    void shouldNotAcceptADetectorThatRecognisesTooLittle() {
        assertEquals(
                List.of(
                        "the detector recognised 410 of 500 drafts of model sha256:m, a recall of at least 0.789, expected 0.8"),
                file(20, 20, 0, 410).objections(RULE, OPENING));
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

    @Test
    void shouldAskForTheRecallOverDraftsOfEveryModelAtTheRateThatIsWanted() {
        List<Statement.LoggedRecall> others =
                List.of(recall("sha256:other", 0.01, 500, 500), recall("sha256:m", 0.05, 500, 500));

        EvidenceFile evidence = new EvidenceFile(
                file(20, 20, 0, 500).sample(),
                file(20, 20, 0, 500).inspections(),
                others,
                file(1, 0, 0, 0).cards());

        assertTrue(evidence.objections(RULE, OPENING).get(0).contains("no recall of detector sha256:d"));
    }

    @Test
    void shouldBoundARecallAsClopperAndPearsonDo() {
        // 59 of 59 promise 95 % with 95 % confidence: 0.95 to the 59th is 0.0485.
        assertEquals(Math.pow(0.05, 1 / 59.0), recall("m", 0.01, 59, 59).lowerBound(), 1e-9);
        assertEquals(0, recall("m", 0.01, 59, 0).lowerBound());
        assertEquals(0, recall("m", 0.01, 0, 0).lowerBound());
    }
}
