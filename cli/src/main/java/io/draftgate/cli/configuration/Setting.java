package io.draftgate.cli.configuration;

import java.util.List;

/**
 * What somebody has set. Immutable.
 *
 * @param values one, but for options that may be repeated
 * @param origin where it was set, in words
 */
record Setting(ConfigKey key, List<String> values, String origin) {

    Setting {
        values = List.copyOf(values);
    }

    /** For people: without secrets. */
    String shown() {
        return SecretMask.masked(String.join(", ", values));
    }
}
