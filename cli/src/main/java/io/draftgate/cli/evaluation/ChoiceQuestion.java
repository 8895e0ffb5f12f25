package io.draftgate.cli.evaluation;

import java.util.List;

/**
 * A question with given answers, of which the likeliest counts. Immutable.
 *
 * @param options at least two
 * @param answer index of the right one
 */
record ChoiceQuestion(List<Option> options, int answer) {
    ChoiceQuestion {
        options = List.copyOf(options);
        if (options.size() < 2 || answer < 0 || answer >= options.size()) {
            throw new IllegalArgumentException(
                    options.size() + " options with answer " + answer + ", expected at least 2 and one of them");
        }
    }

    /**
     * One answer.
     *
     * @param scored the text whose probability after {@code context} decides
     */
    record Option(String context, String scored) {}
}
