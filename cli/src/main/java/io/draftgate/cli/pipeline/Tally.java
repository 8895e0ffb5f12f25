package io.draftgate.cli.pipeline;

import io.draftgate.cli.pipeline.LineOutcome.DraftLine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts how prompts ended and where drafts went. Confined to one thread. */
final class Tally {
    private final Map<String, Integer> outcomes = new HashMap<>();
    private final Map<String, Integer> routes = new HashMap<>();
    private final Set<String> contentIds = new HashSet<>();
    private long completionTokens;

    void add(LineOutcome outcome) {
        outcomes.merge(outcome.outcome(), 1, Integer::sum);
        List<DraftLine> drafts = outcome.drafts() == null ? List.of() : outcome.drafts();
        for (DraftLine draft : drafts) {
            routes.merge(draft.route(), 1, Integer::sum);
            completionTokens += draft.tokens();
            Optional.ofNullable(draft.contentId()).ifPresent(contentIds::add);
        }
    }

    /** @param outcome one of {@link LineOutcome#OUTCOMES} */
    int outcome(String outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /** @param route {@code published}, {@code review} or {@code blocked} */
    int route(String route) {
        return routes.getOrDefault(route, 0);
    }

    /** What the drafts that were published are called. */
    Set<String> contentIds() {
        return Set.copyOf(contentIds);
    }

    int prompts() {
        return outcomes.values().stream().mapToInt(Integer::intValue).sum();
    }

    int drafts() {
        return routes.values().stream().mapToInt(Integer::intValue).sum();
    }

    long completionTokens() {
        return completionTokens;
    }

    /** One line for people. */
    String summary() {
        StringBuilder text = new StringBuilder(prompts() + " prompts: ");
        text.append(outcome(LineOutcome.GENERATED)).append(" generated");
        LineOutcome.OUTCOMES.stream()
                .filter(name -> !name.equals(LineOutcome.GENERATED) && outcome(name) > 0)
                .forEach(name ->
                        text.append(", ").append(outcome(name)).append(' ').append(words(name)));
        return text.append("; ")
                .append(drafts())
                .append(" drafts: ")
                .append(route("published"))
                .append(" published, ")
                .append(route("review"))
                .append(" in review, ")
                .append(route("blocked"))
                .append(" blocked")
                .toString();
    }

    private static String words(String outcome) {
        return outcome.equals(LineOutcome.DEAD_LETTERED) ? "dead-lettered" : outcome;
    }
}
