package io.draftgate.cli.screening;

import io.draftgate.cli.console.Console;
import io.draftgate.cli.console.ProgressBar;
import io.draftgate.detection.training.TrainingProgress;
import org.jspecify.annotations.Nullable;

/** Shows the stages of a long work on standard error: a line each, and on a terminal how far it is. Confined to one thread. */
final class StageReport implements TrainingProgress, AutoCloseable {

    private final Console console;
    private @Nullable ProgressBar bar;

    StageReport(Console console) {
        this.console = console;
    }

    @Override
    public void reached(String stage, int done, int total) {
        if (done == 0 || bar == null) {
            close();
            console.notice(stage + "...");
            bar = console.progress(stage, total);
        }
        bar.done(done);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
