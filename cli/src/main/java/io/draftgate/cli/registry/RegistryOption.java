package io.draftgate.cli.registry;

import io.draftgate.cli.command.CommandException;
import io.draftgate.registry.SchemaRegistry;
import java.net.URI;
import picocli.CommandLine.Option;

/** Which schema registry is meant. */
final class RegistryOption {
    @Option(
            names = "--registry",
            paramLabel = "URL",
            required = true,
            description = "A schema registry with Confluent's REST interface; a password belongs into the variable "
                    + "DRAFTGATE_REGISTRY=https://user:password@host, which this option then need not repeat.",
            defaultValue = "${env:DRAFTGATE_REGISTRY}")
    private URI address = URI.create("");

    SchemaRegistry open() {
        try {
            return new SchemaRegistry(address);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--registry: " + e.getMessage(), "Try --registry http://localhost:8081");
        }
    }
}
