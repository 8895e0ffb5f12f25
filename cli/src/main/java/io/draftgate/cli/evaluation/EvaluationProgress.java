package io.draftgate.cli.evaluation;

import io.draftgate.cli.console.Console;
import io.draftgate.cli.console.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Shows how far an evaluation is, from its first example on. Confined to one thread. */
final class EvaluationProgress implements Evaluation.Progress, AutoCloseable {
    private final Console console;
    private @Nullable ProgressBar bar;

    EvaluationProgress(Console console) {
        this.console = console;
    }

    @Override
    public void done(long examples, long total) {
        ProgressBar shown = bar == null ? console.progress("Evaluating", total) : bar;
        shown.done(examples);
        bar = shown;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
