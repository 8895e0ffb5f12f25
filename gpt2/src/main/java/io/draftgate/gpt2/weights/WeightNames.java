package io.draftgate.gpt2.weights;

import io.draftgate.gpt2.Gpt2Config;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What GPT-2's tensors are called in its checkpoint, and their shapes. The matrices of the linear layers are [in, out], as the
 * released "Conv1D" layers store them. Immutable.
 */
public final class WeightNames {
    public static final String TOKEN_EMBEDDING = "wte.weight";
    public static final String POSITION_EMBEDDING = "wpe.weight";
    public static final String FINAL_NORM = "ln_f";
    public static final String HEAD = "lm_head.weight";

    private WeightNames() {}

    public static String layer(int layer, String part) {
        return "h." + layer + "." + part;
    }

    /** Every tensor that a model of this shape needs, by name without prefix. */
    public static Map<String, List<Long>> shapes(Gpt2Config config) {
        long width = config.width();
        long inner = config.innerWidth();
        var shapes = new LinkedHashMap<String, List<Long>>();
        shapes.put(TOKEN_EMBEDDING, List.of((long) config.vocabularySize(), width));
        shapes.put(POSITION_EMBEDDING, List.of((long) config.contextLength(), width));
        for (int i = 0; i < config.layers(); i++) {
            norm(shapes, layer(i, "ln_1"), width);
            linear(shapes, layer(i, "attn.c_attn"), width, 3 * width);
            linear(shapes, layer(i, "attn.c_proj"), width, width);
            norm(shapes, layer(i, "ln_2"), width);
            linear(shapes, layer(i, "mlp.c_fc"), width, inner);
            linear(shapes, layer(i, "mlp.c_proj"), inner, width);
        }
        norm(shapes, FINAL_NORM, width);
        if (!config.tiedHead()) {
            shapes.put(HEAD, List.of((long) config.vocabularySize(), width));
        }
        return shapes;
    }

    private static void norm(Map<String, List<Long>> shapes, String name, long width) {
        shapes.put(name + ".weight", List.of(width));
        shapes.put(name + ".bias", List.of(width));
    }

    private static void linear(Map<String, List<Long>> shapes, String name, long in, long out) {
        shapes.put(name + ".weight", List.of(in, out));
        shapes.put(name + ".bias", List.of(out));
    }
}
