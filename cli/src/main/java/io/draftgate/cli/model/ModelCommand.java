package io.draftgate.cli.model;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code draftgate model}. */
@Command(
        name = "model",
        description = "Pull models from the hub, look at them, check them, or make one of random weights.",
        footer = {
            "",
            "Examples:",
            "  draftgate model pull gpt2",
            "  draftgate model show gpt2",
            "  draftgate model random /tmp/random-124m --size 124M"
        })
public final class ModelCommand extends CommandGroup {

    /** The group with its commands. */
    public ModelCommand(Console console) {
        super(
                new ModelPullCommand(console),
                new ModelListCommand(console),
                new ModelShowCommand(console),
                new ModelCheckCommand(console),
                new ModelCardCommand(console),
                new ModelRandomCommand(console));
    }
}
