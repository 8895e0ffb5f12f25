package io.draftgate.gpt2.replay;

import java.util.Locale;

/** Small numbers as people read them. */
final class Figures {
    private Figures() {}

    /** Two significant digits, e.g. {@code 1.2e-02}. */
    static String of(double value) {
        return String.format(Locale.ROOT, "%.1e", value);
    }
}
