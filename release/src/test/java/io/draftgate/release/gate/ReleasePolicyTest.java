package io.draftgate.release.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReleasePolicyTest {
    private static final String STAGED = """
            version: "1"
            default: closed
            rules:
              - id: stories
                model: storybook-7m
                task: [story, "-"]
                mode: automatic
                evidence: {modelCard: true}
              - id: acme
                tenant: acme
                mode: review
            """;
    private static final Function<String, Optional<OpenGate>> NONE_OPEN = gate -> Optional.empty();

    private static ReleasePolicy policy(String yaml) {
        return ReleasePolicyReader.read("test", yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static DraftOrigin draft(String model, String task, String tenant) {
        return new DraftOrigin(model, "sha256:" + model, task, tenant);
    }

    private static GateDecision decide(DraftOrigin draft, Function<String, Optional<OpenGate>> open) {
        return new ReleaseGates(policy(STAGED)).decide(draft, "sha256:detector", open, Instant.EPOCH);
    }

    private static Function<String, Optional<OpenGate>> open(String model, String detector, Instant until) {
        String rule = policy(STAGED).rules().get(0).digest();
        return gate -> Optional.of(
                new OpenGate(rule, java.util.List.of("sha256:" + model), "sha256:" + detector, Optional.of(until)));
    }

    @Test
    void shouldBeOpenForAllByDefault() {
        GateDecision decision = new ReleaseGates(ReleasePolicy.bundled())
                .decide(draft("any", "", "any"), "sha256:detector", NONE_OPEN, Instant.EPOCH);

        assertEquals(GateMode.AUTOMATIC, decision.mode());
        assertFalse(ReleasePolicy.bundled().needsOpenings());
    }

    @Test
    void shouldTakeTheFirstRuleThatCoversADraft() {
        assertEquals(
                GateMode.REVIEW,
                decide(draft("other", "story", "acme"), NONE_OPEN).mode());
        assertEquals(
                "gate.acme", decide(draft("other", "story", "acme"), NONE_OPEN).code());
        assertEquals(
                GateMode.CLOSED, decide(draft("other", "story", "x"), NONE_OPEN).mode());
        assertEquals(
                "gate", decide(draft("storybook-7m", "essay", "x"), NONE_OPEN).code());
    }

    @Test
    void shouldSendToReviewWhileAGateIsNotOpen() {
        GateDecision decision = decide(draft("storybook-7m", "", "x"), NONE_OPEN);

        assertEquals(GateMode.REVIEW, decision.mode());
        assertEquals("Gate stories is not open: a person decides about every draft", decision.text());
    }

    @Test
    void shouldLetPassThroughAnOpenGateOnlyWhatItWasOpenedFor() {
        DraftOrigin draft = draft("storybook-7m", "story", "x");
        Instant later = Instant.EPOCH.plusSeconds(1);

        assertEquals(
                GateMode.AUTOMATIC,
                decide(draft, open("storybook-7m", "detector", later)).mode());
        assertEquals(
                GateMode.REVIEW,
                decide(draft, open("another", "detector", later)).mode());
        assertEquals(
                GateMode.REVIEW,
                decide(draft, open("storybook-7m", "another", later)).mode());
        assertEquals(
                GateMode.REVIEW,
                decide(draft, open("storybook-7m", "detector", Instant.EPOCH)).mode());
    }

    @Test
    void shouldKnowARuleByAllItSays() {
        String changed = policy(STAGED.replace(
                        "modelCard: true", "modelCard: true, detector: {recall: 0.9, falsePositiveRate: 0.01}"))
                .rules()
                .get(0)
                .digest();

        assertNotEquals(policy(STAGED).rules().get(0).digest(), changed);
    }

    @Test
    void shouldNameAllProblemsAtOnce() {
        // Given
        String broken = """
                version: 1
                default: open
                colour: blue
                rules:
                  - id: A
                    mode: automatic
                    evidence:
                      sampling: {aql: 0.05, ltpd: 0.01, alpha: 0.05, beta: 0.1}
                      detector: {recall: 2, falsePositiveRate: 0.01}
                  - id: b
                    mode: review
                    evidence: {modelCard: true}
                  - id: b
                    mode: closed
                    otherwise: automatic
                """;

        // When
        ReleasePolicyException thrown = assertThrows(ReleasePolicyException.class, () -> policy(broken));

        // Then
        assertEquals(9, thrown.problems().size(), () -> String.join("\n", thrown.problems()));
        assertTrue(thrown.problems().contains("default: got 'open', expected automatic, review or closed"));
        assertTrue(thrown.problems()
                .contains("rules[0].evidence.detector.recall"
                        + ": got 2, expected more than 0 and at most 1, e.g. 0.05"));
    }
}
