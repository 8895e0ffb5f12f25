package io.draftgate.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class JointDetectionTest {

    private static Detection sharing(double humanShare) {
        return new Detection(
                OptionalDouble.of(0.5),
                Verdict.ABSTAIN,
                List.of(new Reason("test", "for this test")),
                "sha256:00",
                "none",
                OptionalDouble.of(humanShare));
    }

    @Test
    void shouldFindInManyTextsWhatOneAloneDoesNotShow() {
        // One in twenty human texts scores as high: nothing for one text, much for many.
        Verdict alone = JointDetection.of(List.of(sharing(0.05)), 0.01).verdict();
        Verdict together =
                JointDetection.of(Collections.nCopies(8, sharing(0.05)), 0.01).verdict();

        assertEquals(Verdict.ABSTAIN, alone);
        assertEquals(Verdict.SYNTHETIC, together);
    }

    @Test
    void shouldNotTakeManyTextsOfOnePersonForMuchEvidence() {
        // Texts of one person are alike: a slightly odd style stays one, however much is written in it.
        JointDetection joint = JointDetection.of(Collections.nCopies(1_000, sharing(0.2)), 0.01);

        assertEquals(Verdict.ABSTAIN, joint.verdict());
    }

    @Test
    void shouldMakeNothingOfOrdinaryTexts() {
        assertEquals(
                0, JointDetection.of(List.of(sharing(0.1), sharing(0.9)), 0.01).deviations(), 1e-6);
    }

    @Test
    void shouldSayThatNothingCouldBeJudged() {
        Detection unmeasured = Detection.failed("nothing", "sha256:00");

        JointDetection joint = JointDetection.of(List.of(unmeasured), 0.01);

        assertEquals(0, joint.judged());
        assertTrue(joint.reasons().get(0).text().contains("None of 1 texts"), joint::toString);
    }
}
