package io.draftgate.gpt2.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.Gpt2Config.Activation;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.ModelFormatException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Reads {@code config.json} as Hugging Face writes it; what it leaves out has the released GPT-2's value. */
public final class ConfigReader {
    public static final String FILE = "config.json";
    private static final int MAX_BYTES = 1 << 20;

    private final String name;
    private final JsonNode root;

    private ConfigReader(String name, JsonNode root) {
        this.name = name;
        this.root = root;
    }

    public static Gpt2Config read(ModelFiles files) {
        var reader = new ConfigReader(files.name(FILE), Json.object(files.name(FILE), files.read(FILE, MAX_BYTES)));
        try {
            return reader.config();
        } catch (InvalidFieldException e) {
            throw new ModelFormatException(reader.name + ": " + e.getMessage(), e);
        }
    }

    private Gpt2Config config() {
        String type = root.path("model_type").asText("gpt2");
        if (!type.equals("gpt2")) {
            throw new InvalidFieldException("model_type", type, "gpt2");
        }
        if (!bool("scale_attn_weights", true)) {
            throw new InvalidFieldException("scale_attn_weights", false, "true");
        }
        int width = integer("n_embd");
        boolean hasInnerWidth =
                !root.path("n_inner").isMissingNode() && !root.path("n_inner").isNull();
        int innerWidth = hasInnerWidth ? integer("n_inner") : 4 * Math.min(width, 1 << 20);
        return new Gpt2Config(
                integer("vocab_size"),
                integer("n_positions"),
                width,
                integer("n_layer"),
                integer("n_head"),
                innerWidth,
                (float) number("layer_norm_epsilon", 1e-5),
                activation(),
                bool("tie_word_embeddings", true),
                bool("scale_attn_by_inverse_layer_idx", false));
    }

    private int integer(String field) {
        JsonNode node = root.path(field);
        if (!node.isInt()) {
            throw new InvalidFieldException(field, node.isMissingNode() ? "absent" : node, "an integer");
        }
        return node.intValue();
    }

    private double number(String field, double absent) {
        JsonNode node = root.path(field);
        if (!node.isMissingNode() && !node.isNumber()) {
            throw new InvalidFieldException(field, node, "a number, e.g. " + absent);
        }
        return node.asDouble(absent);
    }

    private boolean bool(String field, boolean absent) {
        JsonNode node = root.path(field);
        if (!node.isMissingNode() && !node.isBoolean()) {
            throw new InvalidFieldException(field, node, "true or false");
        }
        return node.asBoolean(absent);
    }

    private Activation activation() {
        String value = root.path("activation_function").asText(Activation.GELU_NEW.configName());
        return Arrays.stream(Activation.values())
                .filter(activation -> activation.configName().equals(value))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        "activation_function",
                        value,
                        "one of "
                                + Arrays.stream(Activation.values())
                                        .map(Activation::configName)
                                        .collect(Collectors.joining(", "))));
    }
}
