package io.draftgate.cli.model;

import io.draftgate.cli.console.Console;
import io.draftgate.cli.console.ProgressBar;
import io.draftgate.cli.hub.ModelPull;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A progress bar for each file whose length is known, in KiB. Thread-safe. */
final class PullProgress implements ModelPull.Progress, AutoCloseable {

    private final Console console;
    private String file = "";
    private @Nullable ProgressBar bar;

    PullProgress(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void received(String name, long bytes, OptionalLong total) {
        if (total.isEmpty()) {
            return;
        }
        if (bar == null || !file.equals(name)) {
            close();
            file = name;
            bar = console.progress(name + " KiB", total.getAsLong() >> 10);
        }
        bar.done(bytes >> 10);
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
