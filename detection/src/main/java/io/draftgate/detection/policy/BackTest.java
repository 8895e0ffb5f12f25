package io.draftgate.detection.policy;

import io.draftgate.detection.Detection;
import io.draftgate.detection.Reason;
import io.draftgate.detection.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Decides past drafts again with another policy. The detector's finding stays as it was, so a back-test needs no model. Immutable.
 *
 * @param policy the one to be tried
 */
public record BackTest(Policy policy) {

    /**
     * A draft as it was decided.
     *
     * @param prompt the text that the model was given
     * @param verdict of the detector, then
     * @param failed whether the screening itself failed, then
     */
    public record PastDraft(String prompt, String text, Verdict verdict, boolean failed) {}

    /**
     * What the policy would have done.
     *
     * @param promptRefusal the rule that would have kept the prompt out; then there would be no draft
     * @param decision about the draft, if there were one
     */
    public record Redecision(Optional<RuleHit> promptRefusal, Decision decision) {}

    /** Decides again. */
    public Redecision decide(PastDraft draft) {
        Optional<RuleHit> refusal = policy.screenPrompt(draft.prompt()).stream()
                .filter(hit -> hit.action() == Action.BLOCK)
                .findFirst();
        return new Redecision(refusal, policy.decide(draft.text(), detection(draft)));
    }

    /** The policy asks for the verdict, and whether there is one. */
    private static Detection detection(PastDraft draft) {
        return draft.failed()
                ? Detection.failed("recorded", "recorded")
                : new Detection(
                        OptionalDouble.empty(),
                        draft.verdict(),
                        List.of(new Reason("recorded", "as recorded")),
                        "recorded",
                        "recorded");
    }
}
