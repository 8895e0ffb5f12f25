package io.draftgate.cli.configuration;

import java.util.regex.Pattern;

/** Hides what nobody but a service should read, wherever a setting is shown. */
final class SecretMask {
    private static final String MASK = "********";

    private static final Pattern NAMED = Pattern.compile("(?i)((?:password|secret|token)\\s*=\\s*)[^&;\\s,'\"]+");

    /** {@code scheme://user:password@host}. */
    private static final Pattern USER_INFO = Pattern.compile("(://[^/@\\s:]*:)[^@\\s/]+(@)");

    private SecretMask() {}

    /** The text with each password, secret and token in it replaced. */
    static String masked(String text) {
        String named = NAMED.matcher(text).replaceAll("$1" + MASK);
        return USER_INFO.matcher(named).replaceAll("$1" + MASK + "$2");
    }
}
