package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.review.access.UsersFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate console user list}. */
@Command(
        name = "list",
        description = "List the reviewers.",
        footer = {"", "Examples:", "  draftgate console user list"})
final class UserListCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final UsersOption usersOption = new UsersOption();

    UserListCommand(Console console) {
        this.console = console;
    }

    private record Document(List<String> users) {}

    @Override
    protected ExitCode run() throws IOException {
        List<String> names = new ArrayList<>();
        new UsersFile(usersOption.file()).names().forEach(names::add);
        if (json()) {
            console.json(new Document(names));
        } else {
            names.forEach(console::line);
        }
        return ExitCode.DONE;
    }
}
