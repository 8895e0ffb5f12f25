package io.draftgate.cli.screening;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code draftgate detector}. */
@Command(
        name = "detector",
        description = "Train a detector, and measure what one is worth.",
        footer = {
            "",
            "Examples:",
            "  draftgate detector train --data train.jsonl.gz --books books.txt.gz --output detector.bin",
            "  draftgate detector evaluate --data valid.jsonl.gz --json"
        })
public final class DetectorCommand extends CommandGroup {

    /** The group with its two commands. */
    public DetectorCommand(Console console) {
        super(new DetectorTrainCommand(console), new DetectorEvaluateCommand(console));
    }
}
