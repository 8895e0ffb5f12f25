package io.draftgate.registry;

import org.jspecify.annotations.Nullable;

/** A registry refused, or did not answer. */
public final class RegistryException extends RuntimeException {
    RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
