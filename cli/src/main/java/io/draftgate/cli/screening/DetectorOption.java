package io.draftgate.cli.screening;

import io.draftgate.detection.Detector;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which detector is meant. */
public final class DetectorOption {

    @Option(
            names = "--detector",
            paramLabel = "FILE",
            description = "A detector made by 'draftgate detector train' (default: the bundled one).")
    private @Nullable Path file;

    /**
     * Opens the detector.
     *
     * @throws io.draftgate.detection.DetectorFormatException if the file does not hold one
     */
    public Detector open() throws NoSuchFileException {
        if (file == null) {
            return Detector.bundled();
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return Detector.open(file);
    }
}
