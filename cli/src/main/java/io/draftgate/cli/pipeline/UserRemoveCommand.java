package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.review.access.UsersFile;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code draftgate console user remove}. */
@Command(
        name = "remove",
        description =
                "Remove a reviewer. A session that is open lasts until it ends; restart the console to end it now.",
        footer = {"", "Examples:", "  draftgate console user remove ann"})
final class UserRemoveCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(index = "0", paramLabel = "NAME", description = "Who.")
    private String name = "";

    @Mixin
    private final UsersOption usersOption = new UsersOption();

    UserRemoveCommand(Console console) {
        this.console = console;
    }

    private record Document(String user, String file) {}

    @Override
    protected ExitCode run() throws IOException {
        if (!new UsersFile(usersOption.file()).remove(name)) {
            throw CommandException.couldNotRun(
                    "unknown-user",
                    usersOption.file() + ": no reviewer " + name,
                    "List them with 'draftgate console user list'");
        }
        if (json()) {
            console.json(new Document(name, usersOption.file().toString()));
        } else {
            console.line(name + " may no longer use the review console.");
        }
        return ExitCode.DONE;
    }
}
