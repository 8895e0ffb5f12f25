package io.draftgate.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.Detection;
import io.draftgate.detection.DetectorCard;
import io.draftgate.detection.DetectorCard.Recall;
import io.draftgate.detection.Reason;
import io.draftgate.detection.Verdict;
import io.draftgate.detection.model.Regime;
import io.draftgate.schemas.event.DraftGenerated;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OwnRecallTest {

    private static final String MODEL = "sha256:model";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final OwnRecall recall = new OwnRecall(new DetectorCard(
            "storybook-7m", MODEL, 0.01, List.of(), List.of(), List.of(new Recall(Regime.OWN_TRUNCATED, 400, 0.9))));

    private static DraftGenerated draft(String modelDigest, double temperature) {
        return DetectorFixture.draft("p")
                .setParameters(DetectorFixture.parameters(temperature))
                .setModelDigest(modelDigest)
                .build();
    }

    private static Detection detection(Verdict verdict, OptionalDouble humanShare) {
        return new Detection(
                OptionalDouble.of(0.5), verdict, List.of(new Reason("test", "")), "sha256:d", "none", humanShare);
    }

    private void judge(int count, double temperature, Verdict verdict) {
        for (int i = 0; i < count; i++) {
            recall.judged(draft(MODEL, temperature), detection(verdict, OptionalDouble.of(0.1)));
        }
    }

    private double gauge(String name, String setting) {
        return registry.get("draftgate.detector." + name)
                .tag("setting", setting)
                .gauge()
                .value();
    }

    @Test
    void shouldTellTheShareOfRecognisedDraftsBySetting() {
        recall.measure(registry);
        judge(80, 0.7, Verdict.SYNTHETIC);
        judge(20, 0.7, Verdict.ABSTAIN);
        judge(60, 1.0, Verdict.ABSTAIN);

        assertEquals(0.8, gauge("recall", "truncated"));
        assertEquals(0.9, gauge("recall.expected", "truncated"));
        assertEquals(0, gauge("recall", "whole"));
        assertTrue(Double.isNaN(gauge("recall.expected", "whole")));
    }

    @Test
    void shouldRaiseTheAlarmOnlyWhereChanceDoesNotExplainIt() {
        judge(88, 0.7, Verdict.SYNTHETIC);
        judge(12, 0.7, Verdict.ABSTAIN);
        recall.measure(registry);
        double before = gauge("recall.alarm", "truncated");
        judge(40, 0.7, Verdict.ABSTAIN);

        assertEquals(0, before);
        assertEquals(1, gauge("recall.alarm", "truncated"));
    }

    @Test
    void shouldForgetWhatWasLongAgo() {
        recall.measure(registry);
        judge(OwnRecall.WINDOW, 0.7, Verdict.ABSTAIN);
        judge(OwnRecall.WINDOW, 0.7, Verdict.SYNTHETIC);

        assertEquals(1, gauge("recall", "truncated"));
    }

    @Test
    void shouldNotCountDraftsTooShortToMeasure() {
        recall.measure(registry);
        judge(OwnRecall.LEAST, 0.7, Verdict.SYNTHETIC);
        for (int i = 0; i < 100; i++) {
            recall.judged(draft(MODEL, 0.7), detection(Verdict.ABSTAIN, OptionalDouble.empty()));
        }

        assertEquals(1, gauge("recall", "truncated"));
    }
}
