package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.review.access.UsersFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code draftgate console user add}. */
@Command(
        name = "add",
        description =
                "Add a reviewer, or give one another password. Asks for the password without showing it; where there is "
                        + "no terminal, reads it as the first line of standard input.",
        footer = {"", "Examples:", "  draftgate console user add ann", "  draftgate console user add ann < password.txt"
        })
final class UserAddCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(index = "0", paramLabel = "NAME", description = "As it will stand in decisions.")
    private String name = "";

    @Mixin
    private final UsersOption usersOption = new UsersOption();

    UserAddCommand(Console console) {
        this.console = console;
    }

    private record Document(String user, String file) {}

    @Override
    protected ExitCode run() throws IOException {
        Path file = usersOption.file();
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try {
            new UsersFile(file).put(name, password());
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()), "Try another one");
        }
        if (json()) {
            console.json(new Document(name, file.toString()));
        } else {
            console.line(name + " may use the review console.");
        }
        return ExitCode.DONE;
    }

    /** Newer Java has a console without a terminal, too: it then reads the lines as they come. */
    @SuppressWarnings("SystemConsoleNull")
    private char[] password() throws IOException {
        java.io.Console terminal = System.console();
        if (terminal != null) {
            char[] password = terminal.readPassword("Password of %s: ", name);
            char[] again = terminal.readPassword("Again: ");
            if (password == null || !Arrays.equals(password, again)) {
                throw CommandException.usage("the passwords are not the same", "Type it twice");
            }
            return password;
        }
        String line = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8)).readLine();
        return line == null ? new char[0] : line.toCharArray();
    }
}
