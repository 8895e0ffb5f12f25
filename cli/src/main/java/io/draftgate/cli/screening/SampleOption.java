package io.draftgate.cli.screening;

import io.draftgate.cli.command.CommandException;
import io.draftgate.detection.training.LabelledText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import picocli.CommandLine.Option;

/** The option that measures fewer texts than there are. */
final class SampleOption {

    private static final long SEED = 1;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Measure so many texts, drawn at random but the same every time (default: all).")
    private int sample = Integer.MAX_VALUE;

    List<LabelledText> of(List<LabelledText> texts) {
        if (sample < 1) {
            throw CommandException.usage("--sample is " + sample + ", expected 1 or more", "Try --sample 2000");
        }
        if (texts.size() <= sample) {
            return texts;
        }
        List<LabelledText> shuffled = new ArrayList<>(texts);
        Collections.shuffle(shuffled, new Random(SEED));
        return shuffled.subList(0, sample);
    }
}
