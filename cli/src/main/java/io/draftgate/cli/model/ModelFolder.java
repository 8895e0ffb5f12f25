package io.draftgate.cli.model;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.hub.HuggingFaceHome;
import io.draftgate.cli.hub.ModelCache;
import io.draftgate.cli.hub.ModelReference;
import io.draftgate.gpt2.model.Gpt2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the folder that is meant by what was typed after {@code --model}. */
final class ModelFolder {

    private ModelFolder() {}

    /**
     * A folder that is there; else a model of that name in the cache, or in the home of Hugging Face's tools.
     *
     * @throws CommandException if it is none of them
     */
    static Path of(String typed, Map<String, String> environment) throws IOException {
        Path folder = Path.of(typed);
        return Files.exists(folder)
                ? folder
                : named(typed, environment)
                        .orElseThrow(() -> CommandException.couldNotRun(
                                "no-such-model",
                                "there is no folder " + typed + ", and no model of that name was pulled",
                                "Check the path, or run 'draftgate model pull gpt2'"));
    }

    /**
     * Opens what was typed: the bundled model by its own name, unless there is such a folder, or what {@link #of} finds.
     *
     * @throws CommandException if it is none of them
     */
    static Gpt2 open(String typed, Map<String, String> environment) throws IOException {
        if (typed.equals(Gpt2.BUNDLED) && Files.notExists(Path.of(typed))) {
            return Gpt2.bundled();
        }
        return Gpt2.open(of(typed, environment), ConvertedWeights.cache(environment));
    }

    private static Optional<Path> named(String typed, Map<String, String> environment) throws IOException {
        ModelReference reference;
        try {
            reference = ModelReference.parse(typed);
        } catch (CommandException e) {
            return Optional.empty();
        }
        ModelCache cache = ModelCache.of(environment);
        return cache.find(reference).isPresent()
                ? Optional.of(cache.folder(reference))
                : new HuggingFaceHome(environment).find(reference);
    }
}
