package io.draftgate.cli.command;

import java.util.Locale;

/** How a field of a prompt is called on the command line. */
public final class OptionNames {

    private OptionNames() {}

    /** For example {@code --max-tokens} for {@code maxTokens}. */
    public static String of(String field) {
        return "--" + field.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
