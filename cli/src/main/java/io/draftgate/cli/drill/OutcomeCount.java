package io.draftgate.cli.drill;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What became of the prompts of a drill.
 *
 * @param kinds how many outcomes there are of each kind
 * @param lost prompts without an outcome
 * @param duplicates outcomes beyond the first of their prompt
 */
record OutcomeCount(Map<String, Integer> kinds, int lost, int duplicates) {
    /**
     * Counts.
     *
     * @param prompts that were submitted, numbered from 0
     * @param outcomes everything that was committed
     */
    static OutcomeCount of(int prompts, Collection<Outcome> outcomes) {
        Map<String, Integer> kinds = new TreeMap<>();
        outcomes.forEach(outcome -> kinds.merge(outcome.kind(), 1, Integer::sum));
        Map<String, Long> byPrompt =
                outcomes.stream().collect(Collectors.groupingBy(Outcome::prompt, Collectors.counting()));
        int lost = (int) IntStream.range(0, prompts)
                .filter(number -> !byPrompt.containsKey(PromptFeed.key(number)))
                .count();
        return new OutcomeCount(kinds, lost, outcomes.size() - byPrompt.size());
    }

    /** One line for people. */
    String summary(int prompts) {
        String ends = kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
        return prompts + " prompts: " + (ends.isEmpty() ? "no outcome" : ends) + "; " + lost + " lost, " + duplicates
                + " doubled.";
    }

    boolean isExactlyOnce() {
        return lost == 0 && duplicates == 0;
    }
}
