package io.draftgate.gpt2.task;

import java.util.Optional;

/**
 * What a text is written for. A task's template turns an input into a prompt; its settings fill in what a request leaves out.
 * Immutable.
 *
 * @param name lower case with hyphens, e.g. {@code reading-comprehension}
 * @param description one line for people
 * @param source where template and settings come from; empty if from nowhere
 * @param template holds {@code {input}} once; empty for a task that takes no input
 * @param chooses whether its text has a blank, and one of given choices is taken by its probability
 * @param settings the defaults of a request for this task
 * @param origin {@code bundled}, or the file it was read from
 */
public record Task(
        String name,
        String description,
        String source,
        Optional<String> template,
        boolean chooses,
        SamplingSettings settings,
        String origin) {
    static final String BUNDLED = "bundled";
    static final String INPUT = "{input}";

    /**
     * The prompt that asks for this task.
     *
     * @throws IllegalStateException if the task takes no input
     */
    public String prompt(String input) {
        return template.orElseThrow(() -> new IllegalStateException("the task " + name + " takes no input"))
                .replace(INPUT, input);
    }
}
