package io.draftgate.review.access;

import java.util.Set;

/**
 * A proxy that has authenticated the reviewer, by OpenID Connect for example, and names them in a header. Immutable.
 *
 * @param name of the header, e.g. {@code X-Forwarded-User}
 * @param proxies addresses whose header is believed; from all others it is ignored
 */
public record TrustedHeader(String name, Set<String> proxies) {
    public TrustedHeader {
        proxies = Set.copyOf(proxies);
        if (name.isBlank() || proxies.isEmpty()) {
            throw new IllegalArgumentException("trusted header is '" + name + "' from " + proxies
                    + ", expected a name and at least one address, e.g. X-Forwarded-User from 127.0.0.1");
        }
    }
}
