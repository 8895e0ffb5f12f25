package io.draftgate.index;

import io.draftgate.schemas.event.DocumentScreened;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.PromptRejected;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.PromptUnfulfilled;
import io.draftgate.schemas.event.Reason;
import io.draftgate.schemas.event.ResolvedParameters;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Screening;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What the record of a step settled, in words for a timeline; never the text of prompt or draft. Confined to one thread. */
final class StepFacts {
    private final Map<String, String> facts = new LinkedHashMap<>();

    private StepFacts() {}

    static Map<String, String> of(SpecificRecord product) {
        StepFacts facts = new StepFacts();
        if (product instanceof PromptSubmitted prompt) {
            facts.prompt(prompt);
        } else if (product instanceof DraftGenerated draft) {
            facts.draft(draft);
        } else if (product instanceof DraftScreened screened) {
            facts.screened(screened);
        } else if (product instanceof ReviewDecided decision) {
            facts.decision(decision);
        } else if (product instanceof DocumentScreened document) {
            facts.screening(document.getScreening());
        } else if (product instanceof PromptRejected rejected) {
            facts.put("field", rejected.getField())
                    .put("reason", rejected.getReason())
                    .put("expectation", rejected.getExpectation());
        } else if (product instanceof PromptUnfulfilled ended) {
            facts.put("outcome", ended.getOutcome()).put("reason", ended.getReason());
        }
        return facts.facts;
    }

    private StepFacts put(String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            facts.put(name, value.toString());
        }
        return this;
    }

    private void prompt(PromptSubmitted prompt) {
        put("requestedBy", prompt.getRequestedBy());
        put("task", prompt.getTask());
        put("priority", prompt.getPriority());
        put("n", prompt.getN());
        put("maxTokens", prompt.getMaxTokens());
        put("temperature", prompt.getTemperature());
        put("topK", prompt.getTopK());
        put("topP", prompt.getTopP());
        put("seed", prompt.getSeed());
        put("deadlineMillis", prompt.getDeadlineMillis());
    }

    private void draft(DraftGenerated draft) {
        ResolvedParameters parameters = draft.getParameters();
        put("model", draft.getModelName());
        put("modelDigest", draft.getModelDigest());
        put("tokenizerDigest", draft.getTokenizerDigest());
        put("modelCardDigest", draft.getModelCardDigest());
        put("engine", draft.getEngine());
        put("temperature", parameters.getTemperature());
        put("topK", parameters.getTopK());
        put("topP", parameters.getTopP());
        put("maxTokens", parameters.getMaxTokens());
        put("stop", String.join(" | ", parameters.getStop()));
        put("seed", draft.getSeed());
        put("promptTokens", draft.getPromptTokenIds().size());
        put("tokens", draft.getTokenIds().size());
        put("finishReason", draft.getFinishReason());
    }

    private void screened(DraftScreened screened) {
        if (screened.getDecision() != null) {
            decision(screened.getDecision());
            put("route", screened.getRoute());
            return;
        }
        put("route", screened.getRoute());
        screening(screened.getScreening());
    }

    private void screening(Screening screening) {
        put("verdict", screening.getVerdict());
        if (screening.getProbability() != null) {
            put("probability", String.format(Locale.ROOT, "%.3f", screening.getProbability()));
        }
        put("reasons", reasons(screening.getReasons()));
        put("operatingPoint", screening.getOperatingPoint());
        put("detectorDigest", screening.getDetectorDigest());
        put("policyVersion", screening.getPolicyVersion());
        put("policyDigest", screening.getPolicyDigest());
    }

    private void decision(ReviewDecided decision) {
        put("ruling", decision.getRuling());
        put("reviewer", decision.getReviewer());
        put("reason", decision.getReason());
        put("decidedAt", decision.getDecidedAt());
    }

    private static String reasons(List<Reason> reasons) {
        return reasons.stream()
                .map(reason -> reason.getCode() + ": " + reason.getText())
                .collect(Collectors.joining("; "));
    }
}
