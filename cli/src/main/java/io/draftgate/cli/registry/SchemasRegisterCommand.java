package io.draftgate.cli.registry;

import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.registry.RegistryException;
import io.draftgate.registry.SchemaRegistry;
import io.draftgate.registry.WireFormat;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate schemas register}. */
@Command(
        name = "register",
        description = "Register the schema of every topic's values, under TOPIC-value. What is there already stays.",
        footer = {
            "",
            "Examples:",
            "  draftgate schemas register --registry http://localhost:8081",
            "  draftgate schemas register --registry http://localhost:8081 --prefix staging. --json"
        })
final class SchemasRegisterCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Mixin
    private final RegistryOption registryOption = new RegistryOption();

    SchemasRegisterCommand(Console console) {
        this.console = console;
    }

    /** What {@code --json} prints. */
    private record Document(List<Registered> registered) {}

    private record Registered(String subject, String schema, int id) {}

    @Override
    protected ExitCode run() {
        SchemaRegistry registry = registryOption.open();
        List<Registered> registered = new ArrayList<>();
        try {
            for (Topic<?> topic : catalogueOptions.catalogue().all()) {
                if (topic.value() instanceof EventSerde<?> events) {
                    String subject = WireFormat.subject(topic.name());
                    int id = registry.register(subject, events.schema());
                    registered.add(new Registered(subject, events.schema().getFullName(), id));
                }
            }
        } catch (RegistryException e) {
            throw CommandException.couldNotRun(
                    "schema-registry", String.valueOf(e.getMessage()), "Check --registry and what it answers");
        }
        if (json()) {
            console.json(new Document(registered));
        } else {
            registered.forEach(one -> console.line("%-40s %6d  %s".formatted(one.subject(), one.id(), one.schema())));
        }
        return ExitCode.DONE;
    }
}
