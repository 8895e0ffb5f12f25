package io.draftgate.review;

import io.draftgate.review.access.TrustedHeader;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a console runs. Immutable.
 *
 * @param host address to listen at
 * @param port to listen at; 0 for any that is free
 * @param behindHttps whether browsers reach it by HTTPS, through a proxy: cookies then go by HTTPS only
 * @param usersFile names and hashes of passwords
 * @param trustedHeader instead of them
 */
public record ConsoleSettings(
        String host, int port, boolean behindHttps, Path usersFile, Optional<TrustedHeader> trustedHeader) {
    /** Reached from this machine only, until somebody says otherwise. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    public static final int DEFAULT_PORT = 8090;

    /** Names and passwords, this machine only. */
    public static ConsoleSettings of(Path usersFile) {
        return new ConsoleSettings(DEFAULT_HOST, DEFAULT_PORT, false, usersFile, Optional.empty());
    }
}
