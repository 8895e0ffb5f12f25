package io.draftgate.cli.model;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code draftgate model}. */
@Command(
        name = "model",
        description = "Look at the folder of a model, or make one of random weights.",
        footer = {
            "",
            "Examples:",
            "  draftgate model show --model models/gpt2",
            "  draftgate model random /tmp/random-124m --size 124M"
        })
public final class ModelCommand extends CommandGroup {

    /** The group with its two commands. */
    public ModelCommand(Console console) {
        super(new ModelShowCommand(console), new ModelRandomCommand(console));
    }
}
