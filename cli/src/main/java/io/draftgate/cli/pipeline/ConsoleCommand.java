package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code draftgate console}. */
@Command(
        name = "console",
        description = "Who may use the review console, which 'draftgate run console' serves.",
        footer = {"", "Examples:", "  draftgate console user add ann", "  draftgate console user remove ann"})
public final class ConsoleCommand extends CommandGroup {
    /** The group, writing to a console. */
    public ConsoleCommand(Console console) {
        super(new UserCommand(console));
    }

    /** {@code draftgate console user}. */
    @Command(
            name = "user",
            description = "Reviewers with names and passwords.",
            footer = {"", "Examples:", "  draftgate console user add ann", "  draftgate console user list"})
    private static final class UserCommand extends CommandGroup {
        UserCommand(Console console) {
            super(new UserAddCommand(console), new UserRemoveCommand(console), new UserListCommand(console));
        }
    }
}
