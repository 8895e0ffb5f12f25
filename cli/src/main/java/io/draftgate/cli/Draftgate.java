package io.draftgate.cli;

import io.draftgate.cli.command.DrillTether;
import io.draftgate.cli.console.Console;

/** The entry point of the {@code draftgate} command. */
public final class Draftgate {

    private Draftgate() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        DrillTether.hold();
        Interruption interruption = Interruption.guard(Thread.currentThread());
        Console console = Console.ofProcess(System.getenv());
        int exitCode = new CommandTree(console, System.getenv()).execute(arguments);
        System.exit(interruption.workEnded(exitCode));
    }
}
