package io.draftgate.cli.command;

/**
 * Ties the processes of a drill to the drill: they end when it has ended, even by SIGKILL, when nobody is left to end them.
 */
public final class DrillTether {
    private static final String PROPERTY = "draftgate.drill.pid";

    private DrillTether() {}

    /** The option for Java that ties a process to this one. */
    public static String optionForChildren() {
        return "-D" + PROPERTY + "=" + ProcessHandle.current().pid();
    }

    /** Ties this process to the drill that started it; does nothing if none did. */
    // Nobody is left to hear of the end.
    @SuppressWarnings("FutureReturnValueIgnored")
    public static void hold() {
        Long drill = Long.getLong(PROPERTY);
        if (drill != null) {
            ProcessHandle.of(drill)
                    .ifPresentOrElse(process -> process.onExit().thenRun(DrillTether::end), DrillTether::end);
        }
    }

    /** Whether a drill started this process. */
    public static boolean isHeld() {
        return Long.getLong(PROPERTY) != null;
    }

    private static void end() {
        Runtime.getRuntime().halt(1);
    }
}
