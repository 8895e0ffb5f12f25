package io.draftgate.cli.screening;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code draftgate detector}. */
@Command(
        name = "detector",
        description = "Collect texts for a detector, train and calibrate it, and measure what it is worth.",
        footer = {
            "",
            "Examples:",
            "  draftgate detector collect --books books.txt.gz --drafts 1700 --output own.jsonl.gz",
            "  draftgate detector train --data train.jsonl.gz --data own.jsonl.gz --books books.txt.gz --output detector.bin",
            "  draftgate detector calibrate --human ours.jsonl --fpr 0.01",
            "  draftgate detector evaluate --data valid.jsonl.gz --json"
        })
public final class DetectorCommand extends CommandGroup {

    /** The group with its commands. */
    public DetectorCommand(Console console) {
        super(
                new DetectorCollectCommand(console),
                new DetectorCompareCommand(console),
                new DetectorTrainCommand(console),
                new DetectorAttackCommand(console),
                new DetectorCalibrateCommand(console),
                new DetectorEvaluateCommand(console),
                new DetectorWhiteBoxCommand(console));
    }
}
