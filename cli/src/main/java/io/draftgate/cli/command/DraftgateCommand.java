package io.draftgate.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/**
 * A command: parses nothing and reports no failures itself, does its work in {@link #run}. Subclasses take what they work with
 * in the constructor, so that a test can run them in its own JVM. Confined to one thread.
 */
public abstract class DraftgateCommand implements Callable<Integer> {

    @Mixin
    private final StandardOptions standardOptions = new StandardOptions();

    @Override
    @SuppressWarnings("try") // the log is written to by everybody but this method
    public final Integer call() throws Exception {
        try (LogFile log = standardOptions.openLog()) {
            return run().number();
        }
    }

    /**
     * Does the work.
     *
     * @throws Exception whatever goes wrong; {@link FailureTable} finds the words for it
     */
    protected abstract ExitCode run() throws Exception;

    /** Whether the result is to be a JSON document. */
    protected final boolean json() {
        return standardOptions.json();
    }
}
