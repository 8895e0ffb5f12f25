package io.draftgate.cli.model;

import io.draftgate.gpt2.Gpt2;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which model is meant. */
public final class ModelOption {

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Folder of a GPT-2 as Hugging Face lays it out (default: the bundled storybook-7m).")
    private @Nullable Path folder;

    /**
     * Opens the model.
     *
     * @throws io.draftgate.gpt2.ModelFormatException if the folder does not hold one
     */
    public Gpt2 open() {
        return folder == null ? Gpt2.bundled() : Gpt2.open(folder);
    }
}
