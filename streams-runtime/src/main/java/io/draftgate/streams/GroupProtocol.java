package io.draftgate.streams;

import java.util.Locale;

/** How the workers of an application share its tasks. */
public enum GroupProtocol {
    /** KIP-1071: the broker assigns tasks. Needs a broker of 4.2 or newer; timeouts are the group's settings on the broker. */
    STREAMS,
    /** The client-side protocol that every broker knows. */
    CLASSIC;

    String configValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
