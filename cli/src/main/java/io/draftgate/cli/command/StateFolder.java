package io.draftgate.cli.command;

import java.nio.file.Path;
import java.util.Map;

/** Where Draftgate keeps what it keeps for a user from one run to the next. */
public final class StateFolder {
    private StateFolder() {}

    /**
     * The folder; it need not be there yet.
     *
     * @param environment of the process
     * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
     */
    public static Path of(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path folder =
                state.isEmpty() ? Path.of(System.getProperty("user.home", "."), ".local", "state") : Path.of(state);
        return folder.resolve("draftgate");
    }
}
