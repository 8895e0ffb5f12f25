package io.draftgate.cli.model;

import io.draftgate.gpt2.model.Gpt2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which model is meant. */
public final class ModelOption {

    @Option(
            names = "--model",
            paramLabel = "DIR|NAME",
            description =
                    "Folder of a GPT-2 as Hugging Face lays it out, or the name of one that was pulled (default: the "
                            + "bundled storybook-7m).")
    private @Nullable String typed;

    /** What was typed; empty for the bundled one. */
    public Optional<String> typed() {
        return Optional.ofNullable(typed);
    }

    /**
     * Opens the model.
     *
     * @throws io.draftgate.gpt2.ModelFormatException if the folder does not hold one
     * @throws io.draftgate.cli.command.CommandException if there is neither such a folder nor a model of that name
     */
    public Gpt2 open() {
        if (typed == null) {
            return Gpt2.bundled();
        }
        try {
            return ModelFolder.open(typed, System.getenv());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
