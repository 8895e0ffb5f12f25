package io.draftgate.detection.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.Verdict;
import io.draftgate.detection.policy.BackTest.PastDraft;
import io.draftgate.detection.policy.BackTest.Redecision;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BackTestTest {
    private static final String STORY = "The goose opened the gate and went down to the river with the boy.";

    private static Redecision decide(Policy policy, PastDraft draft) {
        return new BackTest(policy).decide(draft);
    }

    private static Policy policy(String action, String word) {
        return PolicyReader.read("test", """
                version: "2"
                rules: [{id: w, category: c, action: %s, words: [%s]}]
                """.formatted(action, word).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldDecideAsBeforeWithTheSamePolicy() {
        assertEquals(
                Route.PUBLISH,
                decide(Policy.bundled(), new PastDraft("Once", STORY, Verdict.SYNTHETIC, false))
                        .decision()
                        .route());
        assertEquals(
                Route.REVIEW,
                decide(Policy.bundled(), new PastDraft("Once", STORY, Verdict.ABSTAIN, false))
                        .decision()
                        .route());
        assertEquals(
                Route.REVIEW,
                decide(Policy.bundled(), new PastDraft("Once", STORY, Verdict.ABSTAIN, true))
                        .decision()
                        .route());
    }

    @Test
    void shouldFindTheDraftThatANewRuleStops() {
        PastDraft draft = new PastDraft("Once", STORY, Verdict.SYNTHETIC, false);

        assertEquals(
                Route.BLOCK, decide(policy("block", "goose"), draft).decision().route());
        assertEquals(
                Route.REVIEW,
                decide(policy("review", "river"), draft).decision().route());
        assertEquals(
                Route.PUBLISH,
                decide(policy("review", "otter"), draft).decision().route());
    }

    @Test
    void shouldFindThePromptThatANewRuleKeepsOut() {
        Redecision redecision = decide(policy("block", "once"), new PastDraft("Once", STORY, Verdict.SYNTHETIC, false));

        assertTrue(redecision.promptRefusal().isPresent());
        assertEquals(Route.PUBLISH, redecision.decision().route());
    }
}
