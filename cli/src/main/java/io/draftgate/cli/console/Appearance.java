package io.draftgate.cli.console;

import java.util.Map;

/**
 * What the reader's side of the two output streams can show. Immutable.
 *
 * @param progress whether somebody watches standard error
 * @param colours whether standard output takes colours
 * @param terminal whether somebody watches standard output
 */
public record Appearance(boolean progress, boolean colours, boolean terminal) {

    /** Set by the launcher, which can ask the system: which of the streams 1 and 2 are terminals, e.g. {@code 12}. */
    static final String TERMINALS_PROPERTY = "draftgate.terminals";

    /** Neither progress nor colours: for pipes, files and tests. */
    public static Appearance plain() {
        return new Appearance(false, false, false);
    }

    /**
     * What the environment of a process allows.
     *
     * @param terminals numbers of the streams that are terminals
     * @see <a href="https://no-color.org">NO_COLOR</a>
     */
    public static Appearance of(String terminals, Map<String, String> environment) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean colourless = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean watched = terminals.contains("1");
        return new Appearance(terminals.contains("2") && !dumb, watched && !dumb && !colourless, watched);
    }
}
