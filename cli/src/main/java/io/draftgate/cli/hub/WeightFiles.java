package io.draftgate.cli.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.cli.command.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads in a model's small files which large ones belong to it, before anything large is downloaded. */
final class WeightFiles {

    /** No path: a name must not lead out of the folder. */
    private static final Pattern SHARD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*\\.safetensors");

    private static final ObjectMapper JSON = new ObjectMapper();

    private WeightFiles() {}

    /**
     * Refuses a model of another kind.
     *
     * @param config the {@code config.json}
     */
    static void requireGpt2(ModelReference model, Path config) throws IOException {
        JsonNode type = read(model, config).path("model_type");
        if (!"gpt2".equals(type.asText())) {
            throw bad(model, "config.json says model_type " + type + ", expected \"gpt2\"");
        }
    }

    /** The shards that an index names, in the order of their names. */
    static List<String> shards(ModelReference model, Path index) throws IOException {
        TreeSet<String> shards = new TreeSet<>();
        for (JsonNode file : read(model, index).path("weight_map")) {
            if (!SHARD.matcher(file.asText()).matches()) {
                throw bad(model, index.getFileName() + " names the file " + file + ", expected NAME.safetensors");
            }
            shards.add(file.asText());
        }
        if (shards.isEmpty()) {
            throw bad(model, index.getFileName() + " names no files, expected a weight_map");
        }
        return List.copyOf(shards);
    }

    private static JsonNode read(ModelReference model, Path file) throws IOException {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw bad(model, file.getFileName() + " is no JSON");
        }
    }

    static CommandException bad(ModelReference model, String what) {
        return CommandException.couldNotRun(
                "bad-model", model + " cannot be used: " + what, "Pull a GPT-2 with safetensors weights");
    }
}
