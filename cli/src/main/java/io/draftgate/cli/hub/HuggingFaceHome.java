package io.draftgate.cli.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What Hugging Face's own tools keep for their user: a token, and models that they downloaded. Only read, never written.
 * Immutable.
 *
 * @see <a href="https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables">HF_HOME and HF_TOKEN</a>
 */
public final class HuggingFaceHome {

    private final Map<String, String> environment;

    /** The home that the environment names; nothing is looked for where it names none. */
    public HuggingFaceHome(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The token of {@code HF_TOKEN}, or of the file {@code token} in {@code HF_HOME}. */
    public Optional<String> token() throws IOException {
        Optional<String> token = value("HF_TOKEN");
        return token.isPresent() ? token : text(home().map(home -> home.resolve("token")));
    }

    /** The folder of a model that another tool downloaded into {@code HF_HOME}. */
    public Optional<Path> find(ModelReference reference) throws IOException {
        Optional<Path> model = home().map(
                        home -> home.resolve("hub").resolve("models--" + reference.owner() + "--" + reference.name()));
        Optional<String> commit =
                text(model.map(folder -> folder.resolve("refs").resolve(reference.revision())));
        return model.map(folder -> folder.resolve("snapshots").resolve(commit.orElse(reference.revision())))
                .filter(Files::isDirectory);
    }

    private Optional<Path> home() {
        return value("HF_HOME").map(Path::of);
    }

    private Optional<String> value(String variable) {
        return Optional.of(environment.getOrDefault(variable, "").strip()).filter(value -> !value.isEmpty());
    }

    private static Optional<String> text(Optional<Path> file) throws IOException {
        if (file.isEmpty() || !Files.isRegularFile(file.get())) {
            return Optional.empty();
        }
        return Optional.of(Files.readString(file.get()).strip()).filter(text -> !text.isEmpty());
    }
}
