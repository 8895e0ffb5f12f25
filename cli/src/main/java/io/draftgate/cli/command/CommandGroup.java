package io.draftgate.cli.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only holds others, such as {@code topics} with {@code create} and {@code describe}. */
public abstract class CommandGroup implements Runnable {

    private static final int USAGE_WIDTH = 100;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli fills it; a group itself does nothing
    private final StandardOptions standardOptions = new StandardOptions();

    private final List<Object> commands;

    /** A group of annotated commands. */
    protected CommandGroup(Object... commands) {
        this.commands = List.of(commands);
    }

    /** The commands, with those of the groups among them. */
    public final CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(this);
        lookAfterUsage(commandLine);
        for (Object command : commands) {
            commandLine.addSubcommand(command instanceof CommandGroup group ? group.commandLine() : leaf(command));
        }
        return commandLine;
    }

    private static CommandLine leaf(Object command) {
        CommandLine commandLine = new CommandLine(command);
        lookAfterUsage(commandLine);
        return commandLine;
    }

    /** Options stand in the order in which they were thought out, not in that of the alphabet. */
    private static void lookAfterUsage(CommandLine commandLine) {
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine
                .getCommandSpec()
                .usageMessage()
                .width(USAGE_WIDTH)
                .sortOptions(false)
                .sortSynopsis(false);
    }

    @Override
    public final void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "a command is missing");
        }
    }
}
