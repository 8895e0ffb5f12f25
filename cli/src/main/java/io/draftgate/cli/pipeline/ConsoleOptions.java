package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.Allowed;
import io.draftgate.cli.command.CommandException;
import io.draftgate.review.ConsoleSettings;
import io.draftgate.review.access.TrustedHeader;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the review console is reached, and who may. */
final class ConsoleOptions {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address to listen at (default: ${DEFAULT-VALUE}, this machine only).")
    private String host = ConsoleSettings.DEFAULT_HOST;

    @Option(names = "--port", paramLabel = "N", description = "Port to listen at (default: ${DEFAULT-VALUE}).")
    @Allowed(min = 0, max = Allowed.MAX_PORT)
    private int port = ConsoleSettings.DEFAULT_PORT;

    @Option(
            names = "--behind-https",
            description = "Browsers reach it by HTTPS, through a proxy: cookies then go by HTTPS only.")
    private boolean behindHttps;

    @Mixin
    private final UsersOption usersOption = new UsersOption();

    @Option(
            names = "--trusted-header",
            paramLabel = "NAME",
            description = "Take the reviewer's name from this header, set by a proxy that has authenticated them, "
                    + "e.g. by OpenID Connect. Then there are no passwords.")
    private @Nullable String trustedHeader;

    @Option(
            names = "--trusted-proxy",
            paramLabel = "ADDRESS",
            description = "Address whose --trusted-header is believed; may be given several times.")
    private Set<String> trustedProxies = new LinkedHashSet<>();

    ConsoleSettings settings() {
        return new ConsoleSettings(host, port, behindHttps, usersOption.file(), trusted());
    }

    private Optional<TrustedHeader> trusted() {
        if ((trustedHeader == null) != trustedProxies.isEmpty()) {
            throw CommandException.usage(
                    "--trusted-header and --trusted-proxy need each other",
                    "Try --trusted-header X-Forwarded-User --trusted-proxy 127.0.0.1");
        }
        return Optional.ofNullable(trustedHeader).map(name -> new TrustedHeader(name, trustedProxies));
    }
}
