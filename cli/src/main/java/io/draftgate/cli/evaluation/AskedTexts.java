package io.draftgate.cli.evaluation;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.task.Planned;
import io.draftgate.gpt2.task.PromptPlanner;
import io.draftgate.gpt2.task.PromptSettings;
import io.draftgate.gpt2.task.Task;
import io.draftgate.gpt2.task.Tasks;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;

/**
 * Texts that a model writes for a bundled task, with its settings. Immutable.
 *
 * @param task its name
 */
record AskedTexts(Subject subject, String task) {

    /** One text for each input. Of a prompt that is too long the end is kept: there stands the question. */
    List<String> endsKept(List<String> inputs, Writing.Progress progress)
            throws InterruptedException, ExecutionException {
        Task template = Tasks.bundled().named(task).orElseThrow();
        return write(inputs, (writing, input) -> writing.lastTokens(template.prompt(input), maxTokens()), progress);
    }

    /** One text for each input, which the template puts first. Of one that is too long the beginning is kept. */
    List<String> beginningsKept(List<String> inputs, Writing.Progress progress)
            throws InterruptedException, ExecutionException {
        String closing = Tasks.bundled().named(task).orElseThrow().prompt("");
        return write(inputs, (writing, input) -> writing.firstTokens(input, closing, maxTokens()), progress);
    }

    private List<String> write(
            List<String> inputs, BiFunction<Writing, String, List<Integer>> prompt, Writing.Progress progress)
            throws InterruptedException, ExecutionException {
        try (Engine engine = subject.engine()) {
            Writing writing = new Writing(subject.model(), engine);
            List<List<Integer>> prompts =
                    inputs.stream().map(input -> prompt.apply(writing, input)).toList();
            return writing.write(prompts, parameters(), progress).stream()
                    .map(Completion::text)
                    .toList();
        }
    }

    private int maxTokens() {
        return parameters().maxTokens();
    }

    /** The task's settings, with the seed of its name: the same figures in every run. */
    private SamplingParameters parameters() {
        Planned planned = new PromptPlanner(subject.model()).plan(PromptSettings.ofInput(task, "x"), task);
        if (planned instanceof Planned.Ready ready) {
            return ready.parameters();
        }
        throw new IllegalStateException("the bundled task " + task + " cannot be planned: " + planned);
    }
}
