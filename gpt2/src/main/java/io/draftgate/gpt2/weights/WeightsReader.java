package io.draftgate.gpt2.weights;

import com.fasterxml.jackson.databind.JsonNode;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.ModelFormatException;
import io.draftgate.gpt2.folder.ConfigReader;
import io.draftgate.gpt2.folder.Json;
import io.draftgate.gpt2.folder.ModelFiles;
import io.draftgate.gpt2.safetensors.SafetensorsFile;
import io.draftgate.gpt2.safetensors.SafetensorsFormatException;
import io.draftgate.gpt2.safetensors.StoredTensor;
import io.draftgate.gpt2.safetensors.TensorEntry;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds the tensors of a shape in {@code model.safetensors} or in the shards that an index names. Tensors that GPT-2 does not
 * need, such as the mask buffers {@code h.N.attn.bias}, stay untouched. Confined to one call.
 */
public final class WeightsReader {
    public static final String SINGLE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";
    private static final String PREFIX = "transformer.";

    /** No separators: a name with a path in it could lead out of the folder. */
    private static final Pattern SHARD_NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}\\.safetensors");

    private static final int MAX_INDEX_BYTES = 8 << 20;

    /** A tensor and the file that holds it. */
    private record Place(SafetensorsFile file, TensorEntry entry) {}

    private final ModelFiles files;
    private final Map<String, Place> places = new LinkedHashMap<>();

    public WeightsReader(ModelFiles files) {
        this.files = files;
    }

    /** The files that hold weights, in the order of their names. */
    public static List<String> weightFiles(ModelFiles files) {
        return files.has(SINGLE) || !files.has(INDEX) ? List.of(SINGLE) : shards(files);
    }

    public Checkpoint read(Gpt2Config config) {
        try {
            for (String name : weightFiles(files)) {
                SafetensorsFile file = SafetensorsFile.open(files.open(name));
                file.tensors().values().forEach(entry -> place(file, entry));
            }
            var tensors = new LinkedHashMap<String, StoredTensor>();
            for (var needed : WeightNames.shapes(config).entrySet()) {
                tensors.put(needed.getKey(), read(needed.getKey(), needed.getValue()));
            }
            return new Checkpoint(Collections.unmodifiableMap(tensors));
        } catch (SafetensorsFormatException e) {
            throw new ModelFormatException(e.line(), e);
        } catch (IOException e) {
            throw new ModelFormatException(files.modelName() + ": the weights cannot be read: " + e, e);
        }
    }

    private void place(SafetensorsFile file, TensorEntry entry) {
        String name = withoutPrefix(entry.name());
        Place other = places.put(name, new Place(file, entry));
        if (other != null) {
            throw new ModelFormatException(file.name() + " has a second tensor " + name + " beside that in "
                    + other.file().name() + ", expected each once");
        }
    }

    private StoredTensor read(String name, List<Long> expected) throws IOException {
        Place place = place(name);
        if (!place.entry().shape().equals(expected)) {
            throw new ModelFormatException(place.file().name() + " has " + name + " of shape "
                    + place.entry().shape() + ", " + ConfigReader.FILE + " asks for " + expected);
        }
        return place.file().read(place.entry());
    }

    private Place place(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new ModelFormatException(files.name(weightFiles(files).get(0)) + " has no tensor " + name
                    + ", expected every tensor of a GPT-2 of the shape in " + ConfigReader.FILE);
        }
        return place;
    }

    private static List<String> shards(ModelFiles files) {
        JsonNode map = Json.object(files.name(INDEX), files.read(INDEX, MAX_INDEX_BYTES))
                .path("weight_map");
        var shards = new TreeSet<String>();
        map.forEach(file -> {
            String name = file.asText();
            if (!SHARD_NAME.matcher(name).matches()) {
                throw new ModelFormatException(files.name(INDEX) + " names the file " + file
                        + ", expected NAME.safetensors in the same folder");
            }
            shards.add(name);
        });
        if (shards.isEmpty()) {
            throw new ModelFormatException(files.name(INDEX) + " names no files, expected a weight_map");
        }
        return List.copyOf(shards);
    }

    private static String withoutPrefix(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }
}
