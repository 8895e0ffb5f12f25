package io.draftgate.gpt2.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a text is written for. A task's template turns an input into a prompt; its defaults fill in what a request leaves out.
 *
 * @see <a href="https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf">Radford
 *     et al. 2019, section 3</a>
 */
public enum Task {
    STORY(TaskDefaults.sampled(200)),
    NEWS(TaskDefaults.sampled(200)),
    ESSAY(TaskDefaults.sampled(200)),
    /** Section 3.6: the text and "TL;DR:", drawn from the two likeliest tokens. */
    SUMMARISE(new TaskDefaults(1, 2, 1, List.of(), 100)),
    /** Section 3.7: pairs of "english sentence = french sentence". */
    TRANSLATE(TaskDefaults.greedyLine(60)),
    /** Section 3.8: pairs of question and answer. */
    QA(TaskDefaults.greedyLine(40)),
    /** Less adventurous than prose: code that is merely likely is seldom right. */
    CODE(new TaskDefaults(0.6, 40, 0.95, List.of(), 150)),
    /** Section 3.3: the last word of a passage. */
    CLOZE_LAST_WORD(TaskDefaults.greedyLine(5)),
    FEWSHOT(TaskDefaults.greedyLine(32)),
    /** From nothing: the prompt is the end-of-text token alone. */
    UNCONDITIONAL(TaskDefaults.sampled(200));

    private static final String INPUT = "{input}";

    /** Immutable: the record copies its list. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final TaskDefaults defaults;

    Task(TaskDefaults defaults) {
        this.defaults = defaults;
    }

    /** The task of a name; upper and lower case, and hyphen and underscore, are the same. */
    public static Optional<Task> named(String name) {
        String constant = name.replace('-', '_').toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(task -> task.name().equals(constant))
                .findFirst();
    }

    /** The names of all tasks, as {@link #taskName} gives them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Task::taskName).toList();
    }

    /** Lower case with hyphens, e.g. {@code cloze-last-word}. */
    public String taskName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public TaskDefaults defaults() {
        return defaults;
    }

    /**
     * The prompt that asks for this task.
     *
     * @throws IllegalStateException if the task takes no input
     */
    public String prompt(String input) {
        if (this == UNCONDITIONAL) {
            throw new IllegalStateException("the task " + taskName() + " takes no input");
        }
        return template().replace(INPUT, input);
    }

    private String template() {
        String file = taskName() + ".txt";
        try (InputStream in = Task.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no template " + file + " beside the tasks");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
